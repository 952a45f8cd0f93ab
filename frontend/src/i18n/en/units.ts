export const en = {
  people: (n: string, one: boolean) => (one ? `${n} person` : `${n} people`),
  bytes: (n: string) => `${n} bytes`,
  milliseconds: (n: number) => `${n} ms`,
  seconds: (n: string) => `${n} s`,
  minutes: (n: number) => `${n} min`,
}
