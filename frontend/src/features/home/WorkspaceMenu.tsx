import { ChevronDown, FilePlus2, FolderOpen, LogOut, Sparkles } from 'lucide-react'
import { showTrouble } from '../../app/trouble'
import { closeWorkspace, newWorkspace, openWorkspace } from '../../app/workspace'
import type { WorkspaceState } from '../../bridge/client'
import { Menu, type MenuItem } from '../../ui/Menu'
import { openSample } from './sample'

const attempt = (act: () => Promise<unknown>) => void act().catch(showTrouble)

/** The workspace's name; opens another one, a recent one or a new one. */
export function WorkspaceMenu({ workspace }: { workspace: WorkspaceState }) {
  return (
    <Menu
      items={linesFor(workspace)}
      trigger={
        <button type="button" className="workspace-name" title={workspace.path}>
          <h1 className="top-bar-title">{workspace.name}</h1>
          <ChevronDown size={14} aria-label="Open another workspace" />
        </button>
      }
    />
  )
}

function linesFor(workspace: WorkspaceState): MenuItem[] {
  const others = workspace.recent.filter((recent) => recent.path !== workspace.path)
  const lines: MenuItem[] = [
    { label: 'Open a workspace file', icon: <FolderOpen size={14} />, run: () => attempt(openWorkspace) },
    { label: 'New workspace', icon: <FilePlus2 size={14} />, run: () => attempt(newWorkspace) },
  ]
  if (!workspace.sample) lines.push({ label: 'Open the sample shop', icon: <Sparkles size={14} />, run: () => attempt(openSample) })
  if (others.length > 0) lines.push({ heading: 'Recent' })
  for (const recent of others.slice(0, 6)) {
    lines.push({ label: recent.name, run: () => attempt(() => openWorkspace(recent.path)) })
  }
  lines.push({ separator: true }, { label: 'Close this workspace', icon: <LogOut size={14} />, run: () => attempt(closeWorkspace) })
  return lines
}
