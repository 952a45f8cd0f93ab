import type { app } from '../../wailsjs/go/models'

/** Plain is a generated class as the bridge really carries it: data without methods. */
export type Plain<T> = T extends (infer U)[]
  ? Plain<U>[]
  : T extends object
    ? { [K in keyof T as K extends 'convertValues' ? never : K]: Plain<T[K]> }
    : T

export type WorkspaceState = Plain<app.WorkspaceState>
export type WorkspaceSettings = Plain<app.WorkspaceSettings>
export type RecentWorkspace = Plain<app.RecentWorkspace>
export type ReadOptions = Plain<app.ReadOptions>
export type Inspection = Omit<Plain<app.Inspection>, 'remembered'> & { remembered?: RememberedChoices | null }
export type ColumnView = Plain<app.ColumnView>
export type PreviewRow = Plain<app.PreviewRow>
export type ImportTarget = Plain<app.ImportTarget>
export type ImportSelection = Plain<app.ImportSelection>
export type ColumnChoice = Plain<app.ColumnChoice>
export type PermissionChoice = Plain<app.PermissionChoice>
export type ImportReport = Plain<app.ImportReport>
export type ProblemPage = Plain<app.ProblemPage>
export type Correction = Plain<app.CorrectionChoice>
export type WaitingImport = Plain<app.WaitingView>
export type ImportEffect = Plain<app.ImportEffect>
export type UndoneImport = Plain<app.UndoneView>
export type RememberedChoices = Plain<app.RememberedView>
export type RememberedMapping = Plain<app.MappingView>
/** State is "same", "changed", "missing" or "paused". */
export type WatchedFile = Plain<app.WatchView>
export type ReasonCount = Plain<app.ReasonCount>
export type ProblemView = Plain<app.ProblemView>
export type PersonRow = Plain<app.PersonRow>
export type PersonPage = Plain<app.PersonPage>
export type PersonView = Plain<app.PersonView>
export type PersonValue = Plain<app.PersonValue>
export type ValueGroup = Plain<app.ValueGroup>
export type BlankField = Plain<app.BlankField>
export type MailStanding = Plain<app.MailStanding>
export type LedgerLine = Plain<app.LedgerLine>
export type WrittenValue = Plain<app.WrittenValue>
export type PersonChange = Plain<app.PersonChange>
export type NoteView = Plain<app.NoteView>
export type PauseView = Plain<app.PauseView>
export type GivenPermission = Plain<app.GivenPermission>
export type TimelineQuery = Plain<app.TimelineQuery>
export type TimelinePage = Plain<app.TimelinePage>
export type TimelineItem = Plain<app.TimelineItem>
export type KindCount = Plain<app.KindCount>
export type YearDay = Plain<app.YearDay>
export type PersonSegments = Plain<app.PersonSegments>
export type StayView = Plain<app.StayView>
export type Trait = Plain<app.Trait>
export type TraitGroup = Plain<app.TraitGroup>
export type TraitFacts = Plain<app.TraitFacts>
export type TraitHit = Plain<app.TraitHit>
export type FieldView = Plain<app.FieldView>
export type ValueCount = Plain<app.ValueCount>
export type EventTypeView = Plain<app.EventTypeView>
export type PropertyView = Plain<app.PropertyView>
export type RuleCount = Plain<app.RuleCount>
export type NodeCount = Plain<app.NodeCount>
export type Clause = Plain<app.Clause>
export type Token = Plain<app.Token>
export type Phrase = Plain<app.Phrase>
export type PathNotice = Plain<app.PathNotice>
export type Suggestion = Plain<app.Suggestion>
export type Explanation = {
  id: string
  path: string
  mode: string
  lane: string
  text: string
  match: boolean
  muted: boolean
  facts: string
  children: Explanation[] | null
}
export type SegmentView = Plain<app.SegmentView>
export type FindingView = Plain<app.FindingView>
export type SegmentRow = Plain<app.SegmentRow>
export type SegmentCount = Plain<app.SegmentCount>
export type SegmentUses = Plain<app.SegmentUses>
export type UseView = Plain<app.UseView>
export type RestorePoint = Plain<app.RestorePoint>
export type CombinedRule = Plain<app.CombinedRule>
export type TemplateView = Plain<app.TemplateView>
export type TemplateCount = Plain<app.TemplateCount>
export type KeptDraft = Plain<app.KeptDraft>
export type Starter = Plain<app.Starter>
export type CampaignView = Plain<app.CampaignView>
export type SendView = Plain<app.SendView>
export type Template = Plain<app.Template>
export type PersonalField = Plain<app.PersonalField>
export type RenderedMail = Plain<app.RenderedMail>
export type CheckView = Plain<app.CheckView>
export type CheckReport = Plain<app.CheckReport>
export type Waterfall = Plain<app.Waterfall>
export type WaterfallStep = Plain<app.WaterfallStep>
export type Picture = Plain<app.Picture>
export type AccountView = Plain<app.AccountView>
export type Review = Plain<app.Review>
export type LedgerRow = Plain<app.LedgerRow>
export type LedgerPage = Plain<app.LedgerPage>
export type OutboxRow = Plain<app.OutboxRow>
export type OutboxPage = Plain<app.OutboxPage>
export type OutboxMail = Plain<app.OutboxMail>
export type JobView = Plain<app.JobView>
export type PeopleQuestion = Plain<app.PeopleQuestion>
export type TableSort = Plain<app.TableSort>
export type TablePage = Plain<app.TablePage>
export type TableRow = Plain<app.TableRow>
export type TableColumn = Plain<app.TableColumn>
export type PeopleSelection = Plain<app.PeopleSelection>
export type PeopleCount = Plain<app.PeopleCount>
export type Narrowing = Plain<app.Narrowing>
export type PersonPeek = Plain<app.PersonPeek>
export type FilterWords = Plain<app.FilterWords>
export type BulkResult = Plain<app.BulkResult>
export type ExportResult = Plain<app.ExportResult>
export type PinChange = Plain<app.PinChange>
export type OverlapView = Plain<app.OverlapView>
export type OverlapSet = Plain<app.OverlapSet>
export type OverlapRegion = Plain<app.OverlapRegion>
export type OverlapChoice = Plain<app.OverlapChoice>
export type NearGroup = Plain<app.NearGroupView>
export type Why = { in: boolean; at: string; lanes: Explanation[] | null }
export type Pins = Plain<app.PinsView>
export type Pinned = Plain<app.PinnedView>
export type SegmentVersion = Plain<app.VersionView>
export type RuleDifference = Plain<app.DiffView>
export type SegmentHistory = Plain<app.HistoryView>
export type HistoryDay = Plain<app.DayView>
export type HistoryMove = Plain<app.MoveView>
