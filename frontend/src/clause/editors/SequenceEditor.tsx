import { ArrowUp, Plus, X } from 'lucide-react'
import { t } from '../../i18n/editors'
import type { Step } from '../../rule'
import { Select } from '../../ui/Select'
import { EventChoice } from './EventEditor'
import { EventFilters } from './WhereEditor'
import { useEvents } from './known'
import { Note, Option, someOf, Ways } from './parts'
import type { EditorProps } from './types'
import { LengthPart } from './WindowEditor'

const mostSteps = 20

/** What happened first and what came after it, step by step. */
export function SequenceEditor({ condition, onChange }: EditorProps) {
  const { steps: given = [], which = 'any', same } = condition.params
  const steps = whole(given)
  const set = (next: Step[]) => onChange({ steps: whole(next) })
  return (
    <div className="editor-filters scroll">
      <Ways label={t.whichStart} value={which || 'any'} words={{ any: t.anyStart, last: t.lastStart }} onChange={(way) => onChange({ which: way === 'last' ? way : undefined })} />
      {steps.map((step, i) => (
        <StepPart
          key={i}
          step={step}
          number={i + 1}
          last={i === steps.length - 1}
          onChange={(next) => set(steps.with(i, next))}
          onRemove={steps.length > 2 ? () => set(steps.toSpliced(i, 1)) : undefined}
          onUp={i > 0 ? () => set(moved(steps, i)) : undefined}
        />
      ))}
      {steps.length < mostSteps && (
        <button type="button" className="editor-add" onClick={() => set([...steps, { event: '', within: { n: 7, unit: 'day' } }])}>
          <Plus size={13} aria-hidden />
          {t.addStep}
        </button>
      )}
      <SameChoice steps={steps} same={same} onChange={(next) => onChange({ same: next })} />
    </div>
  )
}

/** Two steps or more, of which the first has no time before it and only the last can be missing. */
function whole(steps: Step[]): Step[] {
  const full: Step[] = steps.length >= 2 ? steps : [...steps, { event: '' }, { event: '' }].slice(0, 2)
  return full.map((step, i) => {
    const { not, within, ...rest } = step
    const missing = not && i > 0 && i === full.length - 1
    return { ...rest, ...(i > 0 && within && { within }), ...(missing && { not, within: within ?? { n: 7, unit: 'day' } }) }
  })
}

/** The steps with one put before the step above it; the times stay in their places. */
function moved(steps: Step[], from: number): Step[] {
  const order = steps.toSpliced(from, 1).toSpliced(from - 1, 0, steps[from]!)
  return order.map((step, i) => ({ ...step, within: steps[i]!.within }))
}

interface StepProps {
  step: Step
  number: number
  last: boolean
  onChange(step: Step): void
  onRemove?(): void
  onUp?(): void
}

function StepPart({ step, number, last, onChange, onRemove, onUp }: StepProps) {
  const first = number === 1
  return (
    <fieldset className="editor-filter" aria-label={t.stepName(number)}>
      <div className="editor-filter-head">
        <span className="editor-label editor-grow">{t.step(number)}</span>
        {onUp && (
          <button type="button" className="ib sm" aria-label={t.moveStepUp(number)} onClick={onUp}>
            <ArrowUp size={14} />
          </button>
        )}
        {onRemove && (
          <button type="button" className="ib sm" aria-label={t.removeStep(number)} onClick={onRemove}>
            <X size={14} />
          </button>
        )}
      </div>
      {last && !first && (
        <Ways label={t.didOrNot} value={step.not ? 'not' : 'did'} words={{ did: t.didThen, not: t.didNotThen }} onChange={(way) => onChange({ ...step, not: way === 'not' || undefined })} />
      )}
      <EventChoice value={step.event} onChange={(event) => onChange({ ...step, event, where: undefined })} />
      {!first && <StepTime step={step} onChange={onChange} />}
      {step.event !== '' && <EventFilters event={step.event} filters={step.where ?? []} onChange={(where) => onChange({ ...step, where: someOf(where) })} />}
    </fieldset>
  )
}

/** How long after the step before. What did not happen needs a time. */
function StepTime({ step, onChange }: Pick<StepProps, 'step' | 'onChange'>) {
  const limit = (on: boolean) => onChange({ ...step, within: on ? { n: 7, unit: 'day' } : undefined })
  return (
    <>
      {!step.not && <Option checked={step.within !== undefined} onChange={limit}>{t.withinLimit}</Option>}
      {step.within && <LengthPart label={t.within} value={step.within} onChange={(within) => onChange({ ...step, within })} />}
      {step.not && <Note>{t.notNeedsTime}</Note>}
    </>
  )
}

/** A property that has the same value in every step, such as the product. */
function SameChoice({ steps, same, onChange }: { steps: Step[]; same: string | undefined; onChange(same: string | undefined): void }) {
  const { value: events = [] } = useEvents()
  const of = (event: string) => events.find((e) => e.key === event)?.properties ?? []
  const shared = of(steps[0]?.event ?? '').filter((p) => p.key !== 'hour' && p.key !== 'weekday' && steps.every((s) => of(s.event).some((q) => q.key === p.key)))
  if (shared.length === 0 && !same) return null
  const kept = same && !shared.some((p) => p.key === same) ? [{ value: same, label: same }] : []
  const options = [{ value: 'none', label: t.nothingSame }, ...shared.map((p) => ({ value: p.key, label: p.name })), ...kept]
  return <Select label={t.sameProperty} value={same || 'none'} options={options} onChange={(next) => onChange(next === 'none' ? undefined : next)} block />
}
