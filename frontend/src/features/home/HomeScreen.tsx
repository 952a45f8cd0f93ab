import { useWorkspace } from '../../app/workspace'
import { FirstRun } from './FirstRun'
import { Overview } from './Overview'
import './home.css'

/** The first screen: two doors while no workspace is open, later what is in it. */
export function HomeScreen() {
  const state = useWorkspace((workspace) => workspace.state)
  return state.open ? <Overview workspace={state} /> : <FirstRun recent={state.recent} />
}
