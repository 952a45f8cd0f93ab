import { Command, Moon, Settings, Sun, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useDialogs } from '../actions/dialogs'
import { t } from '../i18n/frame'
import './Frame.css'
import { places } from './places'
import { routes } from './routes'
import { StatusBar } from './StatusBar'
import { toggleTheme, useAppearance } from './appearance'
import { dismissTrouble, useTrouble } from './trouble'
import { useWorkspace } from './workspace'

/** The rail, the top bar's place, the screen and the status bar. */
export function Frame({ children }: { children: ReactNode }) {
  const { open, sample } = useWorkspace((workspace) => workspace.state)
  return (
    <div className={`frame${sample ? ' with-strip' : ''}`}>
      <Rail open={open} />
      <header className="top-bar" id="top-bar" />
      {sample && <aside className="sample-strip" aria-label={t.sample}>{t.sampleStrip}</aside>}
      <main className="screen">
        {children}
        <Trouble />
      </main>
      <StatusBar />
    </div>
  )
}

function Rail({ open }: { open: boolean }) {
  const [location] = useLocation()
  const theme = useAppearance((look) => look.theme)
  const here = (to: string) => (to === '/' ? location === '/' : location.startsWith(to) || (to === routes.people && location === routes.import))
  return (
    <nav className="rail" aria-label={t.main}>
      <Logo />
      {(open ? places() : places().slice(0, 1)).map((place) => <RailLink key={place.to} {...place} here={here(place.to)} />)}
      <span className="sp" />
      <button type="button" className="rail-item" onClick={() => useDialogs.setState({ shown: 'palette' })}>
        <Command size={18} strokeWidth={1.8} aria-hidden />
        <span>{t.commands}</span>
      </button>
      <button type="button" className="rail-item" onClick={toggleTheme} aria-label={theme === 'dark' ? t.lightTheme : t.darkTheme}>
        {theme === 'dark' ? <Sun size={18} strokeWidth={1.8} /> : <Moon size={18} strokeWidth={1.8} />}
        <span>{theme === 'dark' ? t.light : t.dark}</span>
      </button>
      {open && <RailLink label={t.settings} to={routes.settings} icon={Settings} here={here(routes.settings)} />}
    </nav>
  )
}

function RailLink({ label, to, icon: Icon, here }: { label: string; to: string; icon: LucideIcon; here: boolean }) {
  return (
    <Link href={to} className={`rail-item${here ? ' here' : ''}`} aria-current={here ? 'page' : undefined}>
      <Icon size={18} strokeWidth={1.8} aria-hidden />
      <span>{label}</span>
    </Link>
  )
}

const dots: [x: number, y: number][] = [[4, 4], [4, 12], [4, 20], [12, 12], [20, 4], [20, 20]]

function Logo() {
  return (
    <svg className="logo" viewBox="0 0 24 24" width="26" height="26" role="img" aria-label="KVN Mail">
      {dots.map(([x, y]) => <circle key={`${x}-${y}`} cx={x} cy={y} r={x === 12 ? 3.4 : 2.7} className={x === 12 ? 'lamp' : ''} />)}
    </svg>
  )
}

function Trouble() {
  const { sentence } = useTrouble()
  if (!sentence) return null
  return (
    <div className="trouble">
      <Notice tone="bad">{sentence}</Notice>
      <Button tone="quiet" onClick={dismissTrouble}>{t.close}</Button>
    </div>
  )
}
