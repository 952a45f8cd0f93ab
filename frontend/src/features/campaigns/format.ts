/** Counts and times for people to read, as the workspace writes them. */
import { counted, fmt, fmtWhen } from '../../app/workspace'

export { fmt as count, fmtWhen as moment }

export function people(n: number): string {
  return counted(n, 'person', 'people')
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
