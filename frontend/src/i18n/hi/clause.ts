import type { en } from '../en/clause'

export const hi: typeof en = {
  flip: 'करते हैं और नहीं करते के बीच बदलें',
  edit: (words) => `${words} बदलें`,
  leftOut: 'ये लोग छोड़े जाते हैं',
  passes: 'पूरा होता है',
  fails: 'पूरा नहीं होता',
  switchedOff: 'बंद किया हुआ',
}
