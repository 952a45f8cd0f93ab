/** The part of the bridge that campaigns use, with lists that are never null. */
import {
  type AccountView,
  type CampaignView,
  type CheckReport,
  type LedgerPage,
  type PersonPage,
  type PersonalField,
  type Picture,
  type RenderedMail,
  type Review,
  type SegmentView,
  type Template,
  type Waterfall,
  bridge,
} from '../../bridge/client'

export { on, sentenceOf } from '../../bridge/client'
export type {
  AccountView,
  CampaignView,
  CheckReport,
  CheckView,
  JobView,
  LedgerPage,
  LedgerRow,
  PersonPage,
  PersonRow,
  PersonalField,
  RenderedMail,
  Review,
  SegmentView,
  SendView,
  Template,
  Waterfall,
} from '../../bridge/client'

export const campaigns = {
  list: async (): Promise<CampaignView[]> => (await bridge.campaigns.list()) ?? [],
  create: async (segment: number, template: string): Promise<CampaignView> => bridge.campaigns.create(segment, template),
  get: async (id: number): Promise<CampaignView> => bridge.campaigns.get(id),
  save: async (view: CampaignView): Promise<CampaignView> => bridge.campaigns.save(view),
  remove: async (id: number): Promise<void> => bridge.campaigns.delete(id),
  templates: async (): Promise<Template[]> => (await bridge.campaigns.templates()) ?? [],
  fields: async (id: number): Promise<PersonalField[]> => (await bridge.campaigns.fields(id)) ?? [],
  waterfall: async (id: number): Promise<Waterfall> => {
    const waterfall: Waterfall = await bridge.campaigns.waterfall(id)
    return { ...waterfall, steps: waterfall.steps ?? [] }
  },
  check: async (id: number): Promise<CheckReport> => {
    const report: CheckReport = await bridge.campaigns.check(id)
    return { ...report, checks: report.checks ?? [] }
  },
  canvas: async (document: string): Promise<string> => bridge.campaigns.canvas(document),
  render: async (id: number, contact: number): Promise<RenderedMail> => bridge.campaigns.render(id, contact),
  readers: async (id: number, search: string, offset: number, limit: number): Promise<PersonPage> => {
    const page: PersonPage = await bridge.campaigns.readers(id, search, offset, limit)
    return { ...page, people: page.people ?? [] }
  },
  addPicture: async (path: string): Promise<Picture> => bridge.campaigns.addPicture(path),
}

export const sending = {
  accounts: async (): Promise<AccountView[]> => (await bridge.sending.accounts()) ?? [],
  review: async (id: number): Promise<Review> => {
    const review: Review = await bridge.sending.review(id)
    return { ...review, readers: review.readers ?? [] }
  },
  sendTest: async (id: number, contact: number, address: string): Promise<string> => bridge.sending.sendTest(id, contact, address),
  start: async (id: number): Promise<string> => bridge.sending.start(id),
  pause: async (id: number): Promise<void> => bridge.sending.pause(id),
  resume: async (id: number): Promise<string> => bridge.sending.resume(id),
  ledger: async (id: number, state: string, offset: number, limit: number): Promise<LedgerPage> => {
    const page: LedgerPage = await bridge.sending.ledger(id, state, offset, limit)
    return { ...page, rows: page.rows ?? [] }
  },
}

export const segments = {
  list: async (): Promise<SegmentView[]> => (await bridge.segments.list()) ?? [],
}
