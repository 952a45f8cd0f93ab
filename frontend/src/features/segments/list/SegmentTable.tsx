import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef, type KeyboardEvent, type MouseEvent } from 'react'
import { t } from '../../../i18n/segments'
import { pressedHead, type Choice, type Column, type Line, type Order } from './order'
import { SegmentLine } from './SegmentLine'
import type { LineDeeds } from './lineMenu'

export interface TableProps {
  lines: Line[]
  order: Order
  onOrder(order: Order): void
  choice: Choice
  /** Chooses a line: more by a plain press, up to it with Shift. */
  onChoose(id: number, extend: boolean): void
  onChooseAll(): void
  /** The line that keys mean, and which is being renamed. */
  focus: number | undefined
  onFocus(id: number): void
  renaming: number | undefined
  onRenamed(line: Line, name: string | undefined): void
  deeds: LineDeeds
}

const columns: { column: Column; className?: string }[] = [
  { column: 'name' }, { column: 'people', className: 'number-cell' }, { column: 'mailable', className: 'number-cell' },
]
const later: { column: Column; className?: string }[] = [{ column: 'usedIn' }, { column: 'changed' }, { column: 'state' }]

/** The saved segments as a grid: arrows walk its lines, Space chooses, Enter opens. */
export function SegmentTable(props: TableProps) {
  const { lines, choice, focus, onFocus, onChoose, deeds } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const current = lines.some((line) => line.id === focus) ? focus : lines[0]?.id
  const walk = (to: number, extend: boolean) => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, to))]
    if (!line) return
    onFocus(line.id)
    if (extend) onChoose(line.id, true)
    body.current?.querySelector<HTMLElement>(`[data-segment="${line.id}"]`)?.focus()
  }
  const onKeyDown = (e: KeyboardEvent, line: Line, at: number) => {
    if (e.target !== e.currentTarget || e.altKey) return
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }
    const to = steps[e.key]
    if (to !== undefined) walk(to, e.shiftKey)
    else if (e.key === 'Enter') deeds.open(line)
    else if (e.key === ' ') onChoose(line.id, e.shiftKey)
    else return
    e.preventDefault()
  }
  const onClick = (e: MouseEvent, line: Line) => {
    onFocus(line.id)
    if ((e.target as HTMLElement).closest('a, button, input, label')) return
    if (e.shiftKey || e.ctrlKey || e.metaKey) onChoose(line.id, e.shiftKey)
  }
  return (
    <table className="segments-table" role="grid" aria-label={t.table} aria-multiselectable>
      <Head {...props} />
      <tbody ref={body}>
        {lines.map((line, at) => (
          <SegmentLine
            key={line.id}
            line={line}
            chosen={choice.ids.includes(line.id)}
            current={line.id === current}
            renaming={props.renaming === line.id}
            onRenamed={(name) => props.onRenamed(line, name)}
            onChoose={(extend) => onChoose(line.id, extend)}
            onFocus={() => onFocus(line.id)}
            onClick={(e) => onClick(e, line)}
            onKeyDown={(e) => onKeyDown(e, line, at)}
            deeds={deeds}
          />
        ))}
      </tbody>
    </table>
  )
}

function Head({ lines, choice, order, onOrder, onChooseAll }: TableProps) {
  const all = lines.length > 0 && lines.every((line) => choice.ids.includes(line.id))
  const head = (column: Column, className?: string) => {
    const here = order.column === column
    const names: Record<Column, string> = { name: t.name, people: t.people, mailable: t.mailable, usedIn: t.usedIn, changed: t.changed, state: t.state }
    return (
      <th key={column} scope="col" className={className} aria-sort={here ? (order.down ? 'descending' : 'ascending') : undefined}>
        <button type="button" className="sort-head" onClick={() => onOrder(pressedHead(order, column))}>
          {names[column]}
          <span className="sort-mark" aria-hidden>{here && (order.down ? <ArrowDown size={12} /> : <ArrowUp size={12} />)}</span>
        </button>
      </th>
    )
  }
  return (
    <thead>
      <tr>
        <th scope="col" className="choose-cell"><input type="checkbox" aria-label={t.chooseAll} checked={all} onChange={onChooseAll} /></th>
        {columns.map(({ column, className }) => head(column, className))}
        <th scope="col">{t.line}</th>
        {later.map(({ column, className }) => head(column, className))}
        <th scope="col"><span className="vh">{t.actions}</span></th>
      </tr>
    </thead>
  )
}
