export const en = {
  title: 'Templates',
  segments: 'Segments',
  blank: 'Start from nothing',
  search: 'Search templates',
  noneFound: (text: string) => `No template speaks of “${text}”.`,
  categories: 'Kinds of templates',
  all: 'All',
  category: {
    return: 'Bring back', reward: 'Reward', grow: 'Next purchase', left: 'Left behind', dates: 'Dates', festivals: 'Festivals and seasons',
    habits: 'Habits', place: 'Place and language', clean: 'Permission and clean-up',
  } as Record<string, string>,
  lacking: 'Once you have the data',
  lackingHint: 'These can be opened all the same: what is missing is marked in the rule.',
  counting: 'Being counted',
  nobody: 'nobody now',
}
