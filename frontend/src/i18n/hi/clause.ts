import type { en } from '../en/clause'

export const hi: typeof en = {
  flip: 'करते हैं और नहीं करते के बीच बदलें',
  edit: (words) => `${words} बदलें`,
  leftOut: 'इन्हें बाहर रखा गया, जो',
  byHand: 'हाथ से चुने गए',
  passes: 'पूरा है',
  fails: 'पूरा नहीं है',
  switchedOff: 'बंद किया हुआ',
}
