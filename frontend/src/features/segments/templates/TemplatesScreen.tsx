import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { go, routes } from '../../../app/routes'
import { TopBar } from '../../../app/TopBar'
import type { TemplateView } from '../../../bridge/client'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/templates'
import { Button } from '../../../ui/Button'
import { Notice } from '../../../ui/Notice'
import { SearchInput } from '../../../ui/SearchInput'
import { TemplateCard } from './TemplateCard'
import { useTemplates } from './useTemplates'
import './templates.css'

const kinds = ['return', 'reward', 'grow', 'left', 'dates', 'festivals', 'habits', 'place', 'clean']

/** All templates by kind, each a sentence with its live count; what the workspace has no data for last. */
export function TemplatesScreen() {
  const { list, people, error } = useTemplates()
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState('')
  const found = useMemo(() => list?.filter((one) => speaksOf(one, search) && (kind === '' || one.category === kind)) ?? [], [list, search, kind])
  const lacking = found.filter((one) => one.missing.length > 0)
  return (
    <div className="templates-screen scroll">
      <TopBar
        crumb={{ label: t.segments, to: routes.segments }}
        title={t.title}
        actions={<Button tone="primary" onClick={() => go(routes.segment('new'))}><Plus size={15} aria-hidden /> {t.blank}</Button>}
      />
      <div className="templates-column">
        {error && <Notice tone="bad">{error}</Notice>}
        <div className="templates-tools">
          <SearchInput label={t.search} value={search} onChange={setSearch} />
          <Kinds list={list ?? []} kind={kind} onKind={setKind} />
        </div>
        {kinds.map((one) => <Shelf key={one} title={t.category[one] ?? one} list={found.filter((f) => f.category === one && f.missing.length === 0)} people={people} />)}
        {lacking.length > 0 && <Shelf title={t.lacking} hint={t.lackingHint} list={lacking} people={people} />}
        {list && found.length === 0 && <p className="templates-none">{t.noneFound(search.trim())}</p>}
      </div>
    </div>
  )
}

/** Whether all words of a search are in what a template says. */
function speaksOf(template: TemplateView, search: string): boolean {
  const text = [template.name, template.why, template.sentence, t.category[template.category]].join(' ').toLocaleLowerCase()
  return search.toLocaleLowerCase().split(/\s+/).every((word) => text.includes(word))
}

function Kinds({ list, kind, onKind }: { list: TemplateView[]; kind: string; onKind(kind: string): void }) {
  const chip = (value: string, label: string, n: number) => (
    <button key={value} type="button" className="kind-chip" aria-pressed={kind === value} onClick={() => onKind(value)}>
      {label} <span className="kind-count">{formatNumber(n)}</span>
    </button>
  )
  return (
    <div className="kind-chips" role="group" aria-label={t.categories}>
      {chip('', t.all, list.length)}
      {kinds.map((one) => chip(one, t.category[one] ?? one, list.filter((f) => f.category === one).length))}
    </div>
  )
}

function Shelf({ title, hint, list, people }: { title: string; hint?: string; list: TemplateView[]; people: Record<string, number> }) {
  if (list.length === 0) return null
  return (
    <section className="template-shelf" aria-label={title}>
      <h2>{title}</h2>
      {hint && <p className="template-hint">{hint}</p>}
      <ul>
        {list.map((one) => <li key={one.key}><TemplateCard template={one} people={people[one.key]} /></li>)}
      </ul>
    </section>
  )
}
