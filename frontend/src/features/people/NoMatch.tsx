import { SearchX } from 'lucide-react'
import { useLoad } from '../../app/useLoad'
import { bridge } from '../../bridge/client'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/people'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/EmptyState'
import { clearFilter, dropNode, setSearch } from './filter'
import type { Asked } from './PeopleTable'

/** Nobody is found: names the part of the filter that keeps most people out and offers to drop it. */
export function NoMatch({ asked: { rule, search } }: { asked: Asked }) {
  const { value: worst } = useLoad(() => bridge.people.narrowest(rule, search), `${rule}\n${search}`)
  const { value: words } = useLoad(() => bridge.people.filter(rule), rule, rule !== '')
  const clause = words?.clauses.find((c) => c.id === worst?.node)
  const known = worst !== undefined && worst.without > 0 && (worst.node === '' || clause !== undefined)
  const drop = () => (worst?.node === '' ? setSearch('') : dropNode(worst!.node))
  const actions = (
    <>
      {known && <Button tone="primary" onClick={drop}>{t.dropFor(formatNumber(worst.without), worst.without === 1)}</Button>}
      <Button onClick={clearFilter}>{t.clearFilter}</Button>
    </>
  )
  return (
    <EmptyState icon={<SearchX size={24} />} title={t.nobodyMatches} actions={actions}>
      {known ? (worst.node === '' ? t.searchKeepsOut(search) : t.clauseKeepsOut(clause!.text)) : t.noSinglePart}
    </EmptyState>
  )
}
