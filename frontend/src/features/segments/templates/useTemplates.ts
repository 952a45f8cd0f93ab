import { useCallback, useEffect, useRef, useState } from 'react'
import { onWorkspaceChange } from '../../../app/workspace'
import { bridge, sentenceOf, type TemplateView } from '../../../bridge/client'
import { useLanguage } from '../../../i18n/language'

/** How many templates are counted before their numbers are shown. */
const atOnce = 4

export interface Templates {
  /** undefined until the first answer. */
  list: TemplateView[] | undefined
  /** People by key; what is missing here is still being counted. */
  people: Record<string, number>
  error: string
}

/**
 * The templates at once, their counts a few at a time: the best first, then in the
 * order of the list. Asks again whenever the workspace or the language changes.
 */
export function useTemplates(): Templates {
  const [list, setList] = useState<TemplateView[]>()
  const [people, setPeople] = useState<Record<string, number>>({})
  const [error, setError] = useState('')
  const language = useLanguage((s) => s.language)
  const round = useRef(0)
  const abandon = useCallback(() => void round.current++, [])
  const reload = useCallback(() => {
    const mine = ++round.current
    const current = () => round.current === mine
    load(current, setList, (some) => setPeople((all) => ({ ...all, ...some }))).then(
      () => current() && setError(''),
      (reason: unknown) => current() && setError(sentenceOf(reason)),
    )
  }, [])
  useEffect(() => {
    reload()
    const stop = onWorkspaceChange(reload)
    return () => {
      abandon()
      stop()
    }
  }, [reload, abandon, language])
  return { list, people, error }
}

async function load(
  current: () => boolean,
  show: (list: TemplateView[]) => void,
  add: (people: Record<string, number>) => void,
): Promise<void> {
  const list = await bridge.segments.templates()
  if (!current()) return
  show(list)
  const open = list.filter((t) => t.missing.length === 0)
  const keys = [...open.filter((t) => t.best), ...open.filter((t) => !t.best)].map((t) => t.key)
  for (let i = 0; i < keys.length && current(); i += atOnce) {
    const counts = await bridge.segments.countTemplates(keys.slice(i, i + atOnce))
    if (current()) add(Object.fromEntries(counts.map((n) => [n.key, n.people])))
  }
}
