import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/inter'
import '@fontsource-variable/noto-sans-devanagari'
import './styles/tokens.css'
import './styles/base.css'
import './styles/kit.css'
import { App } from './app/App'
import { startAppearance } from './app/appearance'
import { keepDragsInside } from './app/drops'

startAppearance()
keepDragsInside()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
