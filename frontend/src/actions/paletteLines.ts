/** What the palette offers for what was typed: actions first, then things of the workspace. */
import { Component, Send, User, type LucideIcon } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useLoad } from '../app/useLoad'
import { go, routes } from '../app/routes'
import { useWorkspace } from '../app/workspace'
import { bridge } from '../bridge/client'
import { t } from '../i18n/actions'
import { people } from '../i18n/format'
import { recentlyUsed } from './recent'
import { currentActions, onActions } from './registry'
import { best } from './search'

export interface Line {
  id: string
  group: string
  label: string
  detail?: string
  icon?: LucideIcon
  keys?: string
  run(): void
}

const things = 6
const shortest = 2

export function usePaletteLines(typed: string): Line[] {
  const actions = useActionLines()
  const { segments, campaigns } = useThings()
  const found = usePeople(typed.trim())
  return useMemo(() => {
    const lines = best(actions, (line) => `${line.label} ${line.group}`, typed, 60)
    if (typed.trim() === '') return recentFirst(lines)
    const of = (all: Line[]) => best(all, (line) => line.label, typed, things)
    return [...inGroups(lines), ...of(segments), ...of(campaigns), ...found]
  }, [actions, segments, campaigns, found, typed])
}

/** Lines of one group together, groups in the order of their best line. */
function inGroups(lines: Line[]): Line[] {
  const groups = new Map<string, Line[]>()
  for (const line of lines) groups.set(line.group, [...(groups.get(line.group) ?? []), line])
  return [...groups.values()].flat()
}

function recentFirst(lines: Line[]): Line[] {
  const order = recentlyUsed()
  const rank = (line: Line) => (order.includes(line.id) ? order.indexOf(line.id) : order.length)
  const groups = inGroups(lines).sort((a, b) => Math.min(rank(a), order.length) - Math.min(rank(b), order.length))
  return inGroups(groups)
}

function useActionLines(): Line[] {
  const [version, setVersion] = useState(0)
  useEffect(() => onActions(() => setVersion((n) => n + 1)), [])
  return useMemo(
    () => (version >= 0 ? currentActions() : []).filter((a) => !a.disabled && a.id !== 'help.commands').map((a): Line => ({ ...a, group: t.groups[a.group] })),
    [version],
  )
}

function useThings(): { segments: Line[]; campaigns: Line[] } {
  const open = useWorkspace((workspace) => workspace.state.open)
  const { value: segments } = useLoad(() => bridge.segments.list(), 'palette', open)
  const { value: campaigns } = useLoad(() => bridge.campaigns.list(), 'palette', open)
  return useMemo(() => ({
    segments: (segments ?? []).map((s) => ({ id: `segment.${s.id}`, group: t.found.segments, label: s.name, detail: people(s.people), icon: Component, run: () => go(routes.segment(s.id)) })),
    campaigns: (campaigns ?? []).map((c) => ({ id: `campaign.${c.id}`, group: t.found.campaigns, label: c.name, icon: Send, run: () => go(routes.campaign(c.id)) })),
  }), [segments, campaigns])
}

const nobody: Line[] = []

function usePeople(typed: string): Line[] {
  const asked = useDeferredValue(typed)
  const open = useWorkspace((workspace) => workspace.state.open)
  const wanted = open && asked.length >= shortest
  const { value } = useLoad(() => bridge.people.list(asked, 0, things), asked, wanted)
  return useMemo(() => {
    if (!wanted || !value) return nobody
    return value.people.map((p) => ({ id: `person.${p.id}`, group: t.found.people, label: p.name, detail: p.email === p.name ? p.summary : p.email, icon: User, run: () => go(routes.person(p.id)) }))
  }, [value, wanted])
}
