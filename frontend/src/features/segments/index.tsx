/** Segments: the list of saved ones and the studio where they are made. */
export { SegmentsScreen } from './SegmentsScreen'
export { openStarter } from './starter'
export { StudioScreen } from './StudioScreen'
export { TemplatesScreen } from './templates/TemplatesScreen'
export { OverlapScreen } from './overlap/OverlapScreen'
