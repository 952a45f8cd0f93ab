export const en = {
  sorting: 'Sorting',
  everybody: 'Choose everyone',
  onTheWay: 'On its way',
  headKeys: 'Enter sorts, Shift+Enter sorts by this column too. Alt+Shift+arrows resize, Ctrl+Shift+arrows move the column.',
  sortUp: 'Sort up',
  sortDown: 'Sort down',
  pin: 'Keep at the left',
  unpin: 'Do not keep at the left',
  hide: 'Hide this column',
}
