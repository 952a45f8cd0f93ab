import { Component, House, Moon, Send, Settings, Sun, Users, type LucideIcon } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import './Frame.css'
import { go, routes } from './routes'
import { StatusBar } from './StatusBar'
import { toggleTheme, useTheme } from './theme'
import { dismissTrouble, useTrouble } from './trouble'
import { useWorkspace } from './workspace'

const places: { label: string; to: string; icon: LucideIcon }[] = [
  { label: 'Home', to: routes.home, icon: House },
  { label: 'People', to: routes.people, icon: Users },
  { label: 'Segments', to: routes.segments, icon: Component },
  { label: 'Campaigns', to: routes.campaigns, icon: Send },
]

/** The rail, the top bar's place, the screen and the status bar. */
export function Frame({ children }: { children: ReactNode }) {
  const { open, sample } = useWorkspace((workspace) => workspace.state)
  usePlaceKeys()
  return (
    <div className={`frame${sample ? ' with-strip' : ''}`}>
      <Rail open={open} />
      <header className="top-bar" id="top-bar" />
      {sample && <p className="sample-strip">Sample data: a fictional shop. Mails to it stay in the outbox on this computer.</p>}
      <div className="screen">
        {children}
        <Trouble />
      </div>
      <StatusBar />
    </div>
  )
}

function Rail({ open }: { open: boolean }) {
  const [location] = useLocation()
  const theme = useTheme((store) => store.theme)
  const here = (to: string) => (to === '/' ? location === '/' : location.startsWith(to) || (to === routes.people && location === routes.import))
  return (
    <nav className="rail" aria-label="Main">
      <Logo />
      {(open ? places : places.slice(0, 1)).map((place) => <RailLink key={place.to} {...place} here={here(place.to)} />)}
      <span className="sp" />
      <button type="button" className="rail-item" onClick={toggleTheme} aria-label={theme === 'dark' ? 'Light theme' : 'Dark theme'}>
        {theme === 'dark' ? <Sun size={18} strokeWidth={1.8} /> : <Moon size={18} strokeWidth={1.8} />}
        <span>{theme === 'dark' ? 'Light' : 'Dark'}</span>
      </button>
      {open && <RailLink label="Settings" to={routes.settings} icon={Settings} here={here(routes.settings)} />}
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
      <Button tone="quiet" onClick={dismissTrouble}>Close</Button>
    </div>
  )
}

/** Ctrl+1 to Ctrl+4 go to the places of the rail. */
function usePlaceKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const place = places[Number(event.key) - 1]
      if ((event.ctrlKey || event.metaKey) && place && useWorkspace.getState().state.open) {
        event.preventDefault()
        go(place.to)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
