import { ChevronRight } from 'lucide-react'
import { t } from '../../../i18n/canvas'
import { formatNumber } from '../../../i18n/format'
import { useAnswer } from '../state/answer'
import { useDraft } from '../state/drafts'
import { describeSlot } from '../state/places'
import { useDropIndex, useProjected } from '../state/projected'
import { useView } from '../state/view'
import { ChosenBar } from './ChosenBar'
import { EmptyWell } from './EmptyWell'
import { Finding } from './Finding'
import { ModeChoice, Rules } from './Rules'
import { Sentence } from './Sentence'
import { Suggestions } from './Suggestions'
import { ZeroPeople } from './ZeroPeople'

/** The middle pane: the sentence, whom to include and whom to leave out. */
export function Canvas() {
  const { include, exclude } = useDraft((d) => d.rule)
  const trouble = useAnswer((s) => s.trouble)
  const late = useAnswer((s) => s.late)
  const intoInclude = useDropIndex(include.id) === 0
  const intoExclude = useDropIndex(exclude.id) === 0
  return (
    <section className={`canvas scroll${late ? ' late' : ''}`} data-canvas aria-label={t.rules} tabIndex={-1}>
      <Sentence />
      {trouble && <p className="canvas-trouble" role="alert">{trouble}</p>}
      <section className="lane" data-group={include.id} aria-label={t.include}>
        <header className="lane-head">
          <h2>{t.includeHead}</h2>
          <ModeChoice group={include} />
          <span className="quiet-words">{t.ofThese}</span>
          <span className="sp" />
          <span className="lane-column">{include.mode === 'all' ? t.columns.left : include.mode === 'any' ? t.columns.adds : t.columns.out}</span>
        </header>
        <Finding id={include.id} />
        {include.kids.length > 0 ? <Rules group={include} leavesOut={false} top /> : <EmptyWell lit={intoInclude} />}
      </section>
      <section className="lane out" data-group={exclude.id} aria-label={t.leaveOut}>
        <header className="lane-head">
          <h2>{t.leaveOutHead}</h2>
          <span className="sp" />
          {exclude.kids.length > 0 && <span className="lane-column">{t.columns.out}</span>}
        </header>
        <Finding id={exclude.id} />
        {exclude.kids.length > 0 ? (
          <Rules group={exclude} leavesOut top />
        ) : (
          <p className={`well thin${intoExclude ? ' lit' : ''}`}>{t.wellOut}</p>
        )}
      </section>
      <ZeroPeople />
      <Suggestions />
      <ChosenBar />
      <LiftBar />
      <p id="how-to-move" hidden>
        {t.howToMove}
      </p>
    </section>
  )
}

/** While a rule is lifted: its place, the audience it would leave, the keys. */
function LiftBar() {
  const lift = useView((s) => s.lift)
  const rule = useDraft((d) => d.rule)
  const slot = lift?.slots[lift.at]
  if (!slot) return null
  return (
    <div className="lift-bar">
      <b>{t.moving}</b>
      <span className="lift-place">{describeSlot(rule, slot)}</span>
      <span className="sp" />
      <ProjectedCount />
      <span className="lift-keys">
        <kbd>↑↓</kbd>{t.keyPlace}<kbd>Enter</kbd>{t.keyDrop}<kbd>Esc</kbd>{t.keyCancel}
      </span>
    </div>
  )
}

/** The audience now and after the drop: "976 › 22". */
export function ProjectedCount() {
  const people = useAnswer((s) => s.count?.people)
  const projected = useProjected()
  if (projected === undefined || people === undefined) return null
  return (
    <span className="projected" data-testid="projected">
      {formatNumber(people)} <ChevronRight size={12} aria-label={t.becomes} /> <b>{formatNumber(projected)}</b>
    </span>
  )
}
