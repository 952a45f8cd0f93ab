/**
 * What each kind of condition asks, part by part: the tokens of Go that open the
 * part, and its editor. A part without a token yet, such as filters on an event
 * that has none, is reached from every other one.
 */
import type { ComponentType } from 'react'
import type { Kind, Params } from '../../rule'
import { CountEditor } from './CountEditor'
import { EventEditor } from './EventEditor'
import { FieldChoice, FieldEditor, MeasureNumberEditor, OtherFieldEditor } from './FieldEditor'
import { HabitEditor } from './HabitEditor'
import { MeasureEditor } from './MeasureEditor'
import { MessagesCountEditor, MessagesEditor } from './MessagesEditor'
import { NthEditor } from './NthEditor'
import { AmongEditor, RankByEditor, RankEditor } from './RankEditor'
import { PeriodsEditor, RegularCountEditor } from './RegularEditor'
import { HistoryEditor, SegmentsEditor } from './SegmentsEditor'
import { SequenceEditor } from './SequenceEditor'
import { SplitEditor, SplitNameEditor } from './SplitEditor'
import { ConsentEditor, HealthEditor, SuppressedEditor } from './StandingEditors'
import type { TokenEditorProps } from './types'
import { HasEditor, WhereEditor } from './WhereEditor'
import { LatelyEditor, UsedEditor, WhichWindowEditor } from './WhichWindowEditor'

export interface Facet {
  /** Its name in the words of the editors. */
  key: string
  /** The tokens that open it. */
  edits: string[]
  Editor: ComponentType<TokenEditorProps>
  /** Whether it makes sense for what is asked now. */
  when?(params: Params): boolean
}

const event: Facet = { key: 'event', edits: [], Editor: EventEditor }
const where: Facet = { key: 'where', edits: ['where'], Editor: WhereEditor }
const window: Facet = { key: 'when', edits: ['window'], Editor: WhichWindowEditor }
const count: Facet = { key: 'count', edits: ['count'], Editor: CountEditor }
const byEvents = (params: Params) => params.field === undefined

export const facets: Record<Kind, Facet[]> = {
  everyone: [],
  field: [
    { key: 'what', edits: ['values', 'number', 'date', 'text', 'count'], Editor: FieldEditor },
    { key: 'other', edits: [], Editor: OtherFieldEditor },
    { key: 'field', edits: [], Editor: FieldChoice },
  ],
  event: [count, window, where, event],
  nth: [{ key: 'which', edits: ['number'], Editor: NthEditor }, { key: 'has', edits: ['has'], Editor: HasEditor }, window, where, event],
  regular: [
    { key: 'count', edits: ['count'], Editor: RegularCountEditor },
    { key: 'periods', edits: ['window'], Editor: PeriodsEditor },
    where,
    event,
  ],
  lapsed: [count, { key: 'used', edits: ['used'], Editor: UsedEditor }, { key: 'lately', edits: ['window'], Editor: LatelyEditor }, where, event],
  measure: [{ key: 'number', edits: ['number'], Editor: MeasureNumberEditor }, { key: 'measure', edits: ['measure'], Editor: MeasureEditor }, window, where],
  recency: [window, where, event],
  messages: [{ key: 'messages', edits: ['messages'], Editor: MessagesEditor }, { key: 'count', edits: ['count'], Editor: MessagesCountEditor }],
  sequence: [{ key: 'steps', edits: ['step', 'within', 'same', 'where'], Editor: SequenceEditor }, window],
  habit: [{ key: 'habit', edits: ['is'], Editor: HabitEditor }, window, where, event],
  rank: [
    { key: 'rank', edits: ['number'], Editor: RankEditor },
    { key: 'measure', edits: ['measure'], Editor: RankByEditor },
    { key: 'among', edits: ['segment'], Editor: AmongEditor },
    { ...window, when: byEvents },
    { ...where, when: byEvents },
  ],
  segment: [{ key: 'segments', edits: ['segment'], Editor: SegmentsEditor }],
  history: [{ key: 'change', edits: ['segment'], Editor: HistoryEditor }, window],
  consent: [{ key: 'permission', edits: ['values'], Editor: ConsentEditor }, window],
  suppressed: [{ key: 'reasons', edits: ['values'], Editor: SuppressedEditor }, window],
  health: [{ key: 'health', edits: ['values'], Editor: HealthEditor }, { ...window, when: ({ is }) => is === 'bounced' }],
  split: [{ key: 'part', edits: ['number'], Editor: SplitEditor }, { key: 'name', edits: ['text'], Editor: SplitNameEditor }],
}

/** The part that a token of a kind opens; the first of the kind for a name it does not have. */
export function facetOf(kind: Kind, edit: string): Facet | undefined {
  const all = facets[kind] ?? []
  return all.find((f) => f.edits.includes(edit)) ?? all[0]
}
