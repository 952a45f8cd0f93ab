import type { en } from '../en/units'

export const hi: typeof en = {
  people: (n, one) => (one ? `${n} व्यक्ति` : `${n} लोग`),
  bytes: (n) => `${n} बाइट`,
  milliseconds: (n) => `${n} मि.से.`,
  seconds: (n) => `${n} से.`,
  minutes: (n) => `${n} मिनट`,
}
