import { toBridgeError, BridgeError } from './error'
import type * as T from './types'

export * from './types'
export { on, onFiles } from './events'
export { BridgeError, sentenceOf } from './error'

type Bound = Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>

declare global {
  interface Window {
    go?: { app?: Bound }
    runtime?: Record<string, (...args: never[]) => unknown>
  }
}

function call<R>(room: string, method: string, ...args: unknown[]): Promise<R> {
  const bound = window.go?.app?.[room]?.[method]
  if (!bound) {
    const sentence = 'This window has lost its connection to KVN Mail. Close it and open it again.'
    return Promise.reject(new BridgeError('unavailable', sentence))
  }
  return bound(...args) as Promise<R>
}

const real = {
  workspace: {
    state: () => call<T.WorkspaceState>('Workspace', 'State'),
    /** An empty path takes a free name in the user's own folder. */
    create: (path: string) => call<T.WorkspaceState>('Workspace', 'Create', path),
    createAs: () => call<T.WorkspaceState>('Workspace', 'CreateAs'),
    /** An empty path asks with the native dialog. */
    open: (path: string) => call<T.WorkspaceState>('Workspace', 'Open', path),
    openSample: () => call<string>('Workspace', 'OpenSample'),
    close: () => call<T.WorkspaceState>('Workspace', 'Close'),
    saveSettings: (settings: T.WorkspaceSettings) => call<T.WorkspaceState>('Workspace', 'SaveSettings', settings),
    setLanguage: (language: string) => call<T.WorkspaceState>('Workspace', 'SetLanguage', language),
    painted: () => call<void>('Workspace', 'Painted'),
  },
  imports: {
    pick: () => call<string>('Imports', 'Pick'),
    /** Guesses the columns anew for rows of the kind: "people", "orders" or "events". */
    guessAs: (path: string, options: T.ReadOptions, kind: string) => call<T.ImportSelection>('Imports', 'GuessAs', path, options, kind),
    inspect: (path: string, options: T.ReadOptions) => call<T.Inspection>('Imports', 'Inspect', path, options),
    dryRun: (selection: T.ImportSelection) => call<string>('Imports', 'DryRun', selection),
    start: (selection: T.ImportSelection) => call<string>('Imports', 'Start', selection),
    report: (job: string) => call<T.ImportReport>('Imports', 'Report', job),
    list: () => call<T.ImportReport[] | null>('Imports', 'List').then(list),
    /** Problems of a finished dry run or import, of one code or of all (""). */
    problems: (job: string, code: string, offset: number, limit: number) => call<T.ProblemPage>('Imports', 'Problems', job, code, offset, limit),
    saveProblems: (job: string) => call<string>('Imports', 'SaveProblems', job),
    /** Imports that were asked for and are not in yet. */
    waiting: () => call<T.WaitingImport[] | null>('Imports', 'Waiting').then(list),
    resume: (id: number, password: string) => call<string>('Imports', 'Resume', id, password),
    forget: (id: number) => call<void>('Imports', 'Forget', id),
    segmentsChanged: (importId: number) => call<T.ImportEffect>('Imports', 'SegmentsChanged', importId),
    /** A job; its account is its undoReport. */
    undo: (importId: number) => call<string>('Imports', 'Undo', importId),
    undoReport: (job: string) => call<T.UndoneImport>('Imports', 'UndoReport', job),
    /** Keeps cells from the clipboard as a file, to be inspected by its path. */
    paste: (text: string) => call<string>('Imports', 'Paste', text),
    mappings: () => call<T.RememberedMapping[] | null>('Imports', 'Mappings').then(list),
    forgetMapping: (id: number) => call<void>('Imports', 'ForgetMapping', id),
    /** From now on the file is imported again when it changes; permission must be answered. */
    watch: (selection: T.ImportSelection) => call<T.WatchedFile>('Imports', 'Watch', selection),
    watched: () => call<T.WatchedFile[] | null>('Imports', 'Watched').then(list),
    unwatch: (id: number) => call<void>('Imports', 'Unwatch', id),
    /** The job of its import, "" for none: watched() says why. */
    checkWatched: (id: number) => call<string>('Imports', 'CheckWatched', id),
    /** As checkWatched, for a paused file that canImport. */
    importWatched: (id: number) => call<string>('Imports', 'ImportWatched', id),
    /** People who were in a watched file and are not in it any more. */
    removedRows: (id: number, offset: number, limit: number) => call<T.PersonPage>('Imports', 'RemovedRows', id, offset, limit),
  },
  people: {
    list: (search: string, offset: number, limit: number) =>
      call<T.PersonPage>('People', 'List', search, offset, limit).then(fullPage),
    columns: () => call<T.TableColumn[] | null>('People', 'Columns').then(list),
    page: (question: T.PeopleQuestion) => call<T.TablePage>('People', 'Page', question).then((page) => ({ ...page, rows: list(page.rows) })),
    /** The ids of the people from one place of the table up to, and without, another. */
    span: (question: T.PeopleQuestion, from: number, to: number) => call<number[] | null>('People', 'Span', question, from, to).then(list),
    countSelection: (selection: T.PeopleSelection) => call<T.PeopleCount>('People', 'CountSelection', selection),
    filter: (rule: string) => call<T.FilterWords>('People', 'Filter', rule),
    narrowest: (rule: string, search: string) => call<T.Narrowing>('People', 'Narrowest', rule, search),
    /** These four are jobs; what they came to is their bulkResult. */
    tag: (selection: T.PeopleSelection, tag: string, add: boolean) => call<string>('People', 'Tag', selection, tag, add),
    stopMailing: (selection: T.PeopleSelection) => call<string>('People', 'StopMailing', selection),
    erase: (selection: T.PeopleSelection) => call<string>('People', 'Erase', selection),
    /** Asks for a file; "" when that dialog was closed. What it came to is the result of exports. */
    export: (selection: T.PeopleSelection, columns: string[], sort: T.TableSort[]) => call<string>('People', 'Export', selection, columns, sort),
    bulkResult: (job: string) => call<T.BulkResult>('People', 'BulkResult', job),
    tags: () => call<T.ValueCount[] | null>('People', 'Tags').then(list),
    pin: (selection: T.PeopleSelection, segment: number, always: boolean) => call<T.PinChange>('People', 'Pin', selection, segment, always),
    takeBack: (act: number) => call<number>('People', 'TakeBack', act),
    redoAct: (act: number) => call<number>('People', 'RedoAct', act),
    peek: (id: number) => call<T.PersonPeek>('People', 'Peek', id),
  },
  person: {
    get: (id: number) => call<T.PersonView>('Person', 'Get', id).then(fullPerson),
    setValues: (id: number, values: T.WrittenValue[]) => call<T.PersonChange>('Person', 'SetValues', id, values),
    setTags: (id: number, tags: string[]) => call<T.PersonChange>('Person', 'SetTags', id, tags),
    undo: (act: number) => call<T.PersonChange>('Person', 'Undo', act),
    saveNote: (id: number, note: T.NoteView) => call<T.NoteView>('Person', 'SaveNote', id, note),
    deleteNote: (note: number) => call<T.NoteView>('Person', 'DeleteNote', note),
    /** Returns how the pause was before. */
    pause: (id: number, pause: T.PauseView) => call<T.PauseView>('Person', 'Pause', id, pause),
    withdraw: (id: number, source: string) => call<void>('Person', 'Withdraw', id, source),
    grant: (id: number, given: T.GivenPermission) => call<void>('Person', 'Grant', id, given),
    erase: (id: number, typed: string) => call<void>('Person', 'Erase', id, typed),
    /** The path written to, "" when the native dialog was closed. */
    export: (id: number, kind: 'html' | 'csv' | 'json') => call<string>('Person', 'Export', id, kind),
    timeline: (id: number, query: T.TimelineQuery) => call<T.TimelinePage>('Person', 'Timeline', id, query),
    segments: (id: number) => call<T.PersonSegments>('Person', 'Segments', id),
  },
  segments: {
    traits: () => call<T.TraitGroup[] | null>('Segments', 'Traits').then(list),
    findTraits: (search: string) => call<T.TraitHit[] | null>('Segments', 'FindTraits', search).then(list),
    fields: () => call<T.FieldView[] | null>('Segments', 'Fields').then(list),
    traitFacts: (key: string) => call<T.TraitFacts>('Segments', 'TraitFacts', key),
    values: (source: string, search: string, limit: number) =>
      call<T.ValueCount[] | null>('Segments', 'Values', source, search, limit).then(list),
    properties: () => call<T.EventTypeView[] | null>('Segments', 'Properties').then(list),
    count: (rule: string) => call<T.RuleCount>('Segments', 'Count', rule),
    project: (rules: string[]) => call<number[] | null>('Segments', 'Project', rules).then(list),
    suggest: (rule: string) => call<T.Suggestion[] | null>('Segments', 'Suggest', rule).then(list),
    sample: (rule: string, near: boolean, offset: number, limit: number) =>
      call<T.PersonPage>('Segments', 'Sample', rule, near, offset, limit).then(fullPage),
    explain: (rule: string, contact: number) =>
      call<T.Explanation[] | null>('Segments', 'Explain', rule, contact).then(list),
    /** An empty rule compares the saved segments alone. */
    overlap: (rule: string, ids: number[]) => call<T.OverlapView>('Segments', 'Overlap', rule, ids),
    overlapPeople: (rule: string, ids: number[], within: number[], offset: number, limit: number) =>
      call<T.PersonPage>('Segments', 'OverlapPeople', rule, ids, within, offset, limit).then(fullPage),
    overlapChoices: (rule: string, own: number) => call<T.OverlapChoice[] | null>('Segments', 'OverlapChoices', rule, own).then(list),
    regionRule: (rule: string, inside: boolean, within: number[], without: number[]) =>
      call<T.CombinedRule>('Segments', 'RegionRule', rule, inside, within, without),
    nearMisses: (rule: string) => call<T.NearGroup[] | null>('Segments', 'NearMisses', rule).then(list),
    nearPeople: (rule: string, path: string, offset: number, limit: number) =>
      call<T.PersonPage>('Segments', 'NearPeople', rule, path, offset, limit).then(fullPage),
    statusPeople: (rule: string, status: string, offset: number, limit: number) =>
      call<T.PersonPage>('Segments', 'StatusPeople', rule, status, offset, limit).then(fullPage),
    /** Of the end of a day, "" for now. */
    why: (rule: string, contact: number, day: string) => call<T.Why>('Segments', 'Why', rule, contact, day),
    pins: (rule: string) => call<T.Pins>('Segments', 'Pins', rule),
    versions: (id: number) => call<T.SegmentVersion[] | null>('Segments', 'Versions', id).then(list),
    diff: (before: string, after: string) => call<T.RuleDifference>('Segments', 'Diff', before, after),
    diffPeople: (before: string, after: string, part: string, offset: number, limit: number) =>
      call<T.PersonPage>('Segments', 'DiffPeople', before, after, part, offset, limit).then(fullPage),
    history: (id: number) => call<T.SegmentHistory>('Segments', 'History', id),
    starters: () => call<T.Starter[] | null>('Segments', 'Starters').then(list),
    list: () => call<T.SegmentView[] | null>('Segments', 'List').then(list),
    get: (id: number) => call<T.SegmentView>('Segments', 'Get', id),
    save: (id: number, name: string, rule: string) => call<T.SegmentView>('Segments', 'Save', id, name, rule),
    delete: (id: number) => call<void>('Segments', 'Delete', id),
    lint: (rule: string) => call<T.FindingView[] | null>('Segments', 'Lint', rule).then(list),
    /** Rejects where segments would ask about each other in a circle. */
    words: (rule: string) => call<string>('Segments', 'Words', rule),
    checkCircle: (id: number, name: string, rule: string) => call<void>('Segments', 'CheckCircle', id, name, rule),
    undelete: (id: number) => call<void>('Segments', 'Undelete', id),
    rows: () => call<T.SegmentRow[] | null>('Segments', 'Rows').then(list),
    countSaved: (ids: number[]) => call<T.SegmentCount[] | null>('Segments', 'CountSaved', ids).then(list),
    uses: (id: number) => call<T.SegmentUses>('Segments', 'Uses', id),
    rename: (id: number, name: string) => call<void>('Segments', 'Rename', id, name),
    duplicate: (id: number, name: string) => call<number>('Segments', 'Duplicate', id, name),
    restore: (id: number, version: number) => call<T.SegmentView>('Segments', 'Restore', id, version),
    freeze: (id: number) => call<T.SegmentView>('Segments', 'Freeze', id),
    thaw: (id: number) => call<T.SegmentView>('Segments', 'Thaw', id),
    /** Freezes with the members of a moment, as undoing a thaw needs. */
    refreeze: (id: number, at: string) => call<void>('Segments', 'Refreeze', id, at),
    /** Puts a segment's rule in its place everywhere; the answer is what the others were before. */
    replaceUses: (id: number) => call<T.RestorePoint[] | null>('Segments', 'ReplaceUses', id).then(list),
    combine: (how: string, ids: number[], full: boolean) => call<T.CombinedRule>('Segments', 'Combine', how, ids, full),
    templates: () => call<T.TemplateView[] | null>('Segments', 'Templates').then(list),
    countTemplates: (keys: string[]) => call<T.TemplateCount[] | null>('Segments', 'CountTemplates', keys).then(list),
    drafts: () => call<T.KeptDraft[] | null>('Segments', 'Drafts').then(list),
    keepDraft: (key: string, body: string) => call<void>('Segments', 'KeepDraft', key, body),
    dropDraft: (key: string) => call<void>('Segments', 'DropDraft', key),
  },
  campaigns: {
    list: () => call<T.CampaignView[] | null>('Campaigns', 'List').then(list),
    get: (id: number) => call<T.CampaignView>('Campaigns', 'Get', id),
    create: (segment: number, template: string) => call<T.CampaignView>('Campaigns', 'Create', segment, template),
    save: (campaign: T.CampaignView) => call<T.CampaignView>('Campaigns', 'Save', campaign),
    delete: (id: number) => call<void>('Campaigns', 'Delete', id),
    templates: () => call<T.Template[] | null>('Campaigns', 'Templates').then(list),
    canvas: (document: string) => call<string>('Campaigns', 'Canvas', document),
    render: (campaign: number, contact: number) => call<T.RenderedMail>('Campaigns', 'Render', campaign, contact),
    check: (campaign: number) => call<T.CheckReport>('Campaigns', 'Check', campaign).then(fullReport),
    waterfall: (campaign: number) => call<T.Waterfall>('Campaigns', 'Waterfall', campaign).then(fullWaterfall),
    fields: (campaign: number) => call<T.PersonalField[] | null>('Campaigns', 'Fields', campaign).then(list),
    readers: (campaign: number, search: string, offset: number, limit: number) =>
      call<T.PersonPage>('Campaigns', 'Readers', campaign, search, offset, limit).then(fullPage),
    addPicture: (path: string) => call<T.Picture>('Campaigns', 'AddPicture', path),
  },
  sending: {
    accounts: () => call<T.AccountView[] | null>('Sending', 'Accounts').then(list),
    saveAccount: (account: T.AccountView) => call<T.AccountView>('Sending', 'SaveAccount', account),
    deleteAccount: (id: number) => call<void>('Sending', 'DeleteAccount', id),
    testAccount: (account: T.AccountView) => call<string>('Sending', 'TestAccount', account),
    review: (campaign: number) => call<T.Review>('Sending', 'Review', campaign).then(fullReview),
    sendTest: (campaign: number, contact: number, address: string) =>
      call<string>('Sending', 'SendTest', campaign, contact, address),
    start: (campaign: number) => call<string>('Sending', 'Start', campaign),
    pause: (campaign: number) => call<void>('Sending', 'Pause', campaign),
    resume: (campaign: number) => call<string>('Sending', 'Resume', campaign),
    ledger: (campaign: number, state: string, offset: number, limit: number) =>
      call<T.LedgerPage>('Sending', 'Ledger', campaign, state, offset, limit).then((page) => ({ ...page, rows: list(page.rows) })),
    outbox: (offset: number, limit: number) => call<T.OutboxPage>('Sending', 'Outbox', offset, limit),
    outboxMail: (id: number) => call<T.OutboxMail>('Sending', 'OutboxMail', id),
    clearOutbox: () => call<void>('Sending', 'ClearOutbox'),
  },
  /** Jobs, each of which asks for a file first; "" when that dialog was closed. */
  exports: {
    segment: (id: number) => call<string>('Exports', 'Segment', id),
    rule: (rule: string, name: string) => call<string>('Exports', 'Rule', rule, name),
    segmentReport: (id: number) => call<string>('Exports', 'SegmentReport', id),
    campaign: (id: number) => call<string>('Exports', 'Campaign', id),
    imports: () => call<string>('Exports', 'Imports'),
    result: (job: string) => call<T.ExportResult>('Exports', 'Result', job).then((made) => ({ ...made, notes: list(made.notes) })),
  },
  jobs: {
    list: () => call<T.JobView[] | null>('Jobs', 'List').then(list),
    cancel: (id: string) => call<void>('Jobs', 'Cancel', id),
  },
}

// Go's nil slices arrive as null.
function list<R>(rows: R[] | null): R[] {
  return rows ?? []
}

function fullPerson(view: T.PersonView): T.PersonView {
  const groups = list(view.groups).map((group) => ({ ...group, values: list(group.values) }))
  return { ...view, groups, derived: list(view.derived), tags: list(view.tags), blank: list(view.blank) }
}

function fullPage(page: T.PersonPage): T.PersonPage {
  return { ...page, people: list(page.people) }
}

function fullReport(report: T.CheckReport): T.CheckReport {
  return { ...report, checks: list(report.checks) }
}

function fullWaterfall(waterfall: T.Waterfall): T.Waterfall {
  return { ...waterfall, steps: list(waterfall.steps) }
}

function fullReview(review: T.Review): T.Review {
  return { ...review, readers: list(review.readers), checks: fullReport(review.checks), waterfall: fullWaterfall(review.waterfall) }
}

/** Bridge is every call into Go, by room. Calls reject with BridgeError only. */
export type Bridge = typeof real
/** BridgeFake replaces some calls in tests. */
export type BridgeFake = { [R in keyof Bridge]?: Partial<Bridge[R]> }

let fake: BridgeFake | null = null

/** replaceBridge is for bridge/fake.ts only. */
export function replaceBridge(next: BridgeFake | null) {
  fake = next
}

type Call = (...args: unknown[]) => Promise<unknown>

function guarded(room: string, method: string, original: Call): Call {
  return async (...args) => {
    try {
      const replaced = (fake as Record<string, Record<string, Call>> | null)?.[room]?.[method]
      return await (replaced ?? original)(...args)
    } catch (reason) {
      throw toBridgeError(reason)
    }
  }
}

function guardRooms(): Bridge {
  const out: Record<string, Record<string, Call>> = {}
  for (const [room, calls] of Object.entries(real)) {
    const guardedCalls: Record<string, Call> = {}
    for (const [method, original] of Object.entries(calls)) guardedCalls[method] = guarded(room, method, original as Call)
    out[room] = guardedCalls
  }
  return out as unknown as Bridge
}

export const bridge: Bridge = guardRooms()
