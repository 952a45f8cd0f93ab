export { CampaignsScreen } from './CampaignsScreen'
export { ComposerScreen } from './ComposerScreen'
