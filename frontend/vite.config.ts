import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  base: './',
  server: { fs: { allow: ['..'] } }, // tests read what Go's are pinned with
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: ['safari16', 'chrome111'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  test: { environment: 'happy-dom', css: true, testTimeout: 30_000, include: ['src/**/*.test.{ts,tsx}'] },
})
