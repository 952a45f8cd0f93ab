import { t } from '../../i18n/editors'
import type { Count } from '../../rule'
import { Segmented } from '../../ui/Segmented'
import { NumberPart } from './parts'
import type { TokenEditorProps } from './types'
import { WhoElseNotes } from './WhoElseNotes'

/** How often something happened. No count at all means at least once. */
export function CountEditor({ condition, onChange, onAdd }: TokenEditorProps) {
  return (
    <>
      <CountPart label={t.howManyTimes} count={condition.params.count} onChange={(count) => onChange({ count })} />
      <WhoElseNotes condition={condition} onAdd={onAdd} />
    </>
  )
}

/** A number of things: at least, at most, exactly or between. */
export function CountPart({ label, count: given, onChange }: { label: string; count: Count | undefined; onChange(count: Count): void }) {
  const count: Count = given?.op ? given : { op: 'at_least', n: 1 }
  const set = (change: Partial<Count>) => onChange(whole({ ...count, ...change }))
  const between = count.op === 'between'
  const ways = (Object.keys(t.counts) as Count['op'][]).map((value) => ({ value, label: t.counts[value] }))
  return (
    <>
      <Segmented label={t.howMany} value={count.op} options={ways} onChange={(op) => set({ op })} block />
      <div className="editor-pair">
        <NumberPart label={between ? t.from : label} min={count.op === 'at_least' ? 1 : 0} value={count.n} onChange={(n) => set({ n })} />
        {between && <NumberPart label={t.to} min={0} value={count.to ?? count.n} onChange={(to) => set({ to })} />}
      </div>
    </>
  )
}

/** A count with the numbers its way of counting needs, and whole ones. */
export function whole({ op, n, to }: Count): Count {
  const first = Math.max(op === 'at_least' ? 1 : 0, Math.round(n))
  return op === 'between' ? { op, n: first, to: Math.max(0, Math.round(to ?? first + 1)) } : { op, n: first }
}
