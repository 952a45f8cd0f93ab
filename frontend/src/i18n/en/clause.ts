export const en = {
  flip: 'Flip between does and does not',
  edit: (words: string) => `Edit ${words}`,
  leftOut: 'Left out people who',
  byHand: 'Chosen by hand',
  passes: 'passes',
  fails: 'does not pass',
  switchedOff: 'switched off',
}
