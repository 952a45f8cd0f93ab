import { Segmented } from '../../../ui/Segmented'
import type { Count } from '../../../rule'
import { NeverMailedNote } from './NeverMailedNote'
import { NumberPart } from './parts'
import type { TokenEditorProps } from './types'

const ways: { value: Count['op']; label: string }[] = [
  { value: 'at_least', label: 'at least' },
  { value: 'at_most', label: 'at most' },
  { value: 'exactly', label: 'exactly' },
  { value: 'between', label: 'between' },
]

/** How often something happened. No count at all means at least once. */
export function CountEditor({ condition, onChange, onAdd }: TokenEditorProps) {
  const count: Count = condition.params.count ?? { op: 'at_least', n: 1 }
  const set = (change: Partial<Count>) => onChange({ count: whole({ ...count, ...change }) })
  const between = count.op === 'between'
  return (
    <>
      <Segmented label="How many" value={count.op} options={ways} onChange={(op) => set({ op })} block />
      <div className="editor-pair">
        <NumberPart label={between ? 'From' : 'How many times'} min={count.op === 'at_least' ? 1 : 0} value={count.n} onChange={(n) => set({ n })} />
        {between && <NumberPart label="To" min={0} value={count.to ?? count.n} onChange={(to) => set({ to })} />}
      </div>
      <NeverMailedNote condition={condition} onAdd={onAdd} />
    </>
  )
}

/** A count with the numbers its way of counting needs, and whole ones. */
export function whole({ op, n, to }: Count): Count {
  const first = Math.max(op === 'at_least' ? 1 : 0, Math.round(n))
  return op === 'between' ? { op, n: first, to: Math.max(0, Math.round(to ?? first + 1)) } : { op, n: first }
}
