export const en = {
  exportPeople: 'Export people',
  saveReport: 'Save report',
  saveReportOf: (name: string) => `Save report of ${name}`,
  exportImports: 'Export the list of imports',
  wrotePeople: (people: string, one: boolean, file: string) => `Wrote ${people} ${one ? 'person' : 'people'} to ${file}`,
  wroteRows: (rows: string, one: boolean, file: string) => `Wrote ${rows} ${one ? 'row' : 'rows'} to ${file}`,
  wroteReport: (file: string) => `Saved the report as ${file}`,
  stopped: 'Stopped. No file was written.',
}
