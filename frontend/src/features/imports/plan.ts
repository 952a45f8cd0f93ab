/** Pure edits and questions about an import's plan. */
import type { ColumnChoice, ImportSelection, ImportTarget, Inspection } from '../../bridge/client'
import { t } from '../../i18n/imports'
import type { StepKey } from './task'

/** Maps a column. A target that stands for one thing leaves the column that had it before. */
export function mapColumn(mapping: ColumnChoice[], index: number, target: string): ColumnChoice[] {
  const once = target !== '' && !target.startsWith('new:')
  const others = mapping
    .filter((choice) => choice.index !== index)
    .map((choice) => (once && choice.target === target ? { ...choice, target: '' } : choice))
  return [...others, { index, target, name: '', onMatch: '' }].sort((a, b) => a.index - b.index)
}

/** Changes what a row is; targets that the other kind does not have are left out. */
export function changeKind(selection: ImportSelection, kind: string, targets: ImportTarget[]): Partial<ImportSelection> {
  const usable = new Set(targetsFor(kind, targets).map((target) => target.key))
  return { kind, mapping: selection.mapping.map((choice) => (usable.has(choice.target) ? choice : { ...choice, target: '' })) }
}

/** What a column can become. Events that are no orders have what orders have, but for the order itself. */
/** Takes the columns as guessed for another kind of rows. What the user has chosen against the first guess stays where it can. */
export function guessedAnew(selection: ImportSelection, seen: Inspection, guessed: ImportSelection): Partial<ImportSelection> {
  const usable = new Set(targetsFor(guessed.kind, seen.targets).map((target) => target.key))
  const chosen = selection.mapping.filter((choice) => choice.target !== targetOf(seen.choices.mapping, choice.index) && usable.has(choice.target))
  const mapping = chosen.reduce((now, choice) => mapColumn(now, choice.index, choice.target), guessed.mapping)
  const { kind, event, matchOn, dateOrder, askDates } = guessed
  return { kind, event: selection.event || event, matchOn, dateOrder: dateOrder || (askDates ? selection.dateOrder : ''), askDates, mapping }
}

export function targetsFor(kind: string, targets: ImportTarget[]): ImportTarget[] {
  const like = kind === 'events' && !targets.some((target) => target.kind === 'events') ? 'orders' : kind
  return targets.filter((target) => target.kind === 'both' || target.kind === like)
}

/** The meanings whose name or group has every typed word; those that begin with the words come first. */
export function searched(text: string, targets: ImportTarget[]): ImportTarget[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const begins = (target: ImportTarget) => target.name.toLowerCase().startsWith(words.join(' '))
  const fits = targets.filter((target) => words.every((word) => `${target.name} ${target.group}`.toLowerCase().includes(word)))
  return [...fits.filter(begins), ...fits.filter((target) => !begins(target))]
}

export function targetOf(mapping: ColumnChoice[], index: number): string {
  return mapping.find((choice) => choice.index === index)?.target ?? ''
}

export function isMapped(selection: ImportSelection, target: string): boolean {
  return selection.mapping.some((choice) => choice.target === target)
}

/** Why a step cannot be left yet, "" when it can. */
export function whyNotNext(step: StepKey, selection: ImportSelection): string {
  switch (step) {
    case 'columns':
      return columnsMissing(selection)
    case 'permission':
      return permissionMissing(selection)
    default:
      return ''
  }
}

function columnsMissing(selection: ImportSelection): string {
  if (!isMapped(selection, 'field:email') && !isMapped(selection, 'field:external_id')) return t.keyMissing
  if (selection.kind !== 'people' && !isMapped(selection, 'event:at')) return t.whenMissing
  if (selection.kind === 'events' && selection.event.trim() === '') return t.eventMissing
  if (selection.askDates && selection.dateOrder === '') return t.datesMissing
  return ''
}

function permissionMissing({ permission }: ImportSelection): string {
  if (permission.answer === '') return t.answerMissing
  if (permission.answer !== 'none' && permission.source.trim() === '') return t.sourceMissing
  return ''
}

/** The first step that is not complete, up to wanted. */
export function firstOpen(order: readonly StepKey[], selection: ImportSelection | undefined): StepKey {
  if (!selection) return 'file'
  return order.find((step) => whyNotNext(step, selection) !== '') ?? 'check'
}

/** Up to three dates of the file that read differently with the day or the month first. */
export function doubtfulDates(inspection: Inspection): { text: string; dayFirst: string; monthFirst: string }[] {
  return inspection.columns
    .flatMap((column) => column.samples)
    .map((text) => ({ text, parts: /^(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})/.exec(text) }))
    .filter(({ parts }) => parts && Number(parts[1]) <= 12 && Number(parts[2]) <= 12 && parts[1] !== parts[2])
    .slice(0, 3)
    .map(({ text, parts }) => ({ text, dayFirst: inWords(parts![1]!, parts![2]!, parts![3]!), monthFirst: inWords(parts![2]!, parts![1]!, parts![3]!) }))
}

function inWords(day: string, month: string, year: string): string {
  return `${Number(day)} ${t.months[Number(month) - 1]} ${year.length === 2 ? `20${year}` : year}`
}

/** What becomes of values that people already have, for one column; "" as the plan says. */
export function onMatchOf(mapping: ColumnChoice[], index: number): string {
  return mapping.find((choice) => choice.index === index)?.onMatch ?? ''
}

export function decideColumn(mapping: ColumnChoice[], index: number, onMatch: string): ColumnChoice[] {
  return mapping.map((choice) => (choice.index === index ? { ...choice, onMatch } : choice))
}
