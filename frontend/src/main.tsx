import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/inter'
import '@fontsource-variable/noto-sans-devanagari'
import './styles/tokens.css'
import './styles/base.css'
import './styles/kit.css'
import { App } from './app/App'
import { startTheme } from './app/theme'
import { keepDragsInside } from './app/drops'
import { bridge } from './bridge/client'

startTheme()
keepDragsInside()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
// The window is hidden until the first picture stands: two frames are one drawn picture.
requestAnimationFrame(() => requestAnimationFrame(() => void bridge.workspace.painted().catch(() => undefined)))
