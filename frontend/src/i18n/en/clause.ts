export const en = {
  flip: 'Flip between does and does not',
  edit: (words: string) => `Edit ${words}`,
}
