import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { lazy, Suspense, useEffect } from 'react'
import { Route, Router, Switch, useLocation } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { followKeys } from '../actions/registry'
import { bridge } from '../bridge/client'
import { useLanguage } from '../i18n/language'
import { ErrorBoundary } from './ErrorBoundary'
import { followDrops } from './drops'
import { Frame } from './Frame'
import { followJobs } from './jobs'
import { mark } from './marks'
import { useProgramActions } from './programActions'
import { followWorkspace, useWorkspace } from './workspace'

const HomeScreen = lazy(() => import('../features/home').then((m) => ({ default: m.HomeScreen })))
const ImportScreen = lazy(() => import('../features/imports').then((m) => ({ default: m.ImportScreen })))
const PeopleScreen = lazy(() => import('../features/people').then((m) => ({ default: m.PeopleScreen })))
const PersonScreen = lazy(() => import('../features/people').then((m) => ({ default: m.PersonScreen })))
const SegmentsScreen = lazy(() => import('../features/segments').then((m) => ({ default: m.SegmentsScreen })))
const OverlapScreen = lazy(() => import('../features/segments').then((m) => ({ default: m.OverlapScreen })))
const TemplatesScreen = lazy(() => import('../features/segments').then((m) => ({ default: m.TemplatesScreen })))
const StudioScreen = lazy(() => import('../features/segments').then((m) => ({ default: m.StudioScreen })))
const CampaignsScreen = lazy(() => import('../features/campaigns/CampaignsScreen').then((m) => ({ default: m.CampaignsScreen })))
const ComposerScreen = lazy(() => import('../features/campaigns/ComposerScreen').then((m) => ({ default: m.ComposerScreen })))
const SettingsScreen = lazy(() => import('../features/settings').then((m) => ({ default: m.SettingsScreen })))
const Palette = lazy(() => import('../actions/Palette').then((m) => ({ default: m.Palette })))
const Shortcuts = lazy(() => import('../actions/Shortcuts').then((m) => ({ default: m.Shortcuts })))
const OutboxScreen = lazy(() => import('../features/outbox').then((m) => ({ default: m.OutboxScreen })))

/** Everything between the window's edges. */
export function App() {
  const language = useLanguage((store) => store.language)
  useEffect(() => {
    const stops = [followWorkspace(), followJobs(), followDrops(), followKeys()]
    return () => stops.forEach((stop) => stop())
  }, [])
  return (
    // Every word is read anew where the language changes.
    <CSPProvider key={language} disableStyleElements>
      <Tooltip.Provider delay={350}>
        <Router hook={useHashLocation}>
          <ProgramActions />
          <Frame>
            <FirstScreen />
          </Frame>
        </Router>
      </Tooltip.Provider>
    </CSPProvider>
  )
}

/** What can be done from everywhere; a component of its own, so that nothing else is drawn for it. */
function ProgramActions() {
  useProgramActions()
  return (
    <Suspense fallback={null}>
      <Palette />
      <Shortcuts />
    </Suspense>
  )
}

/** Waits for the workspace's state, and shows the window, hidden until then, once a whole screen stands. */
function FirstScreen() {
  const known = useWorkspace((workspace) => workspace.known)
  const [place] = useLocation()
  if (!known) return null
  return (
    <ErrorBoundary place={place}>
      <Suspense fallback={null}>
        <Screens />
        <ShowWindow />
      </Suspense>
    </ErrorBoundary>
  )
}

/** A hidden window draws no frames, so the end of the first commit is the sign, not a frame. */
function ShowWindow() {
  useEffect(() => void bridge.workspace.painted().then(() => mark('window shown'), () => undefined), [])
  return null
}

/** Without a workspace there is one screen only: the first one. */
function Screens() {
  const state = useWorkspace((workspace) => workspace.state)
  if (!state.open) return <HomeScreen />
  return (
    <Switch key={state.path}>
      <Route path="/import"><ImportScreen /></Route>
      <Route path="/people"><PeopleScreen /></Route>
      <Route path="/people/:id">{(params) => <PersonScreen id={params.id} />}</Route>
      <Route path="/segments"><SegmentsScreen /></Route>
      <Route path="/segments/overlap/:ids">{(params) => <OverlapScreen ids={params.ids} />}</Route>
      <Route path="/segments/templates"><TemplatesScreen /></Route>
      <Route path="/segments/overlap"><OverlapScreen ids="" /></Route>
      <Route path="/segments/:id">{(params) => <StudioScreen id={params.id} />}</Route>
      <Route path="/campaigns"><CampaignsScreen /></Route>
      <Route path="/campaigns/:id">{(params) => <ComposerScreen id={params.id} />}</Route>
      <Route path="/settings"><SettingsScreen /></Route>
      <Route path="/outbox"><OutboxScreen /></Route>
      <Route><HomeScreen /></Route>
    </Switch>
  )
}
