import type { en } from '../en/clause'

export const hi: typeof en = {
  flip: 'करते हैं और नहीं करते के बीच बदलें',
  edit: (words) => `${words} बदलें`,
}
