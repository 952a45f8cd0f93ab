import { formatNumber } from '../format'

export const en = {
  traits: 'Traits',
  find: 'Find a trait',
  found: (n: number) => (n === 1 ? '1 trait found' : `${formatNumber(n)} traits found`),
  nothing: (search: string) => `No trait called “${search}”. Import a column to add one.`,
  bin: 'Drop here to remove',
  valueOf: (value: string, people: string) => `${value}, ${people}`,
  share: (percent: string) => `That is ${percent} of everyone.`,
}
