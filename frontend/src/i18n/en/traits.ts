export const en = {
  traits: 'Traits',
  find: 'Find a trait',
  found: 'Found',
  nothing: (search: string) => `No trait called “${search}”. Import a column to add one.`,
  bin: 'Drop here to remove',
  valueOf: (value: string, people: string) => `${value}, ${people}`,
  share: (percent: string) => `That is ${percent} of everyone.`,
}
