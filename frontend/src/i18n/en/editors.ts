import { formatNumber } from '../format'

const people = (n: number, one: string, many: string) => `${formatNumber(n)} ${n === 1 ? one : many}`

export const en = {
  moreAbout: 'More about this rule',
  facets: {
    what: 'what', other: 'compared with', field: 'about', event: 'what they did', count: 'how often', when: 'when', where: 'only some of them', has: 'what it was like',
    which: 'which one', used: 'when they used to', lately: 'since when not', measure: 'what is reckoned', number: 'how much', messages: 'which emails',
    steps: 'the steps', habit: 'what is usual', rank: 'how many people', among: 'among whom', segments: 'which segments', change: 'which segments',
    permission: 'the permission', reasons: 'why', health: 'what', part: 'how large', name: 'its name', periods: 'of how many',
  } as Record<string, string>,
  loading: 'One moment…',

  // Values and comparisons
  howToCompare: 'How to compare',
  textWays: {
    any_of: 'is any of', contains: 'contains', starts_with: 'starts with', ends_with: 'ends with', matches: 'matches a pattern',
    is_set: 'is filled in',
  },
  listWays: { any_of: 'has any of', all_of: 'has all of', none_of: 'has none of', number: 'has a number of entries', is_set: 'has any entry' },
  numberWays: {
    gte: 'at least', lte: 'at most', gt: 'more than', lt: 'less than', eq: 'exactly', between: 'between', is_set: 'is filled in',
  },
  dateWays: { window: 'is on or in a time', anniversary: 'has its anniversary', is_set: 'is filled in' },
  isYes: 'is yes',
  isFilledIn: 'is filled in',
  text: 'Text',
  writeTheText: 'Write the text',
  patternExample: 'For example ^KVN-[0-9]+',
  patternNote: 'A pattern is for texts with a fixed form, such as codes. Upper and lower case are the same.',
  findValue: 'Find a value',
  values: 'Values',
  addValue: (value: string) => `Add “${value}”`,
  noValues: 'No values yet. They come with the next import.',
  manyValues: (shown: number) => `These are the ${formatNumber(shown)} most frequent. Search to find others.`,
  noValue: 'No value',
  amount: 'Amount',
  from: 'From',
  to: 'To',
  bothEnds: 'Both ends count.',
  swapped: 'The smaller one is taken as the lower end.',
  unknownLeftOut: (n: number) => `${people(n, 'person has', 'people have')} no value and are left out.`,
  unknownKeptIn: (n: number) => `${people(n, 'person has', 'people have')} no value and are kept in.`,
  addedRule: 'Added a rule',
  keepThemIn: 'Keep them in too',
  leaveThemOut: 'Leave them out',
  anniversaryNote: 'The month and day count, whatever the year.',

  // Fields
  about: 'About',
  partOfEmail: 'Part of the address',
  parts: { '': 'the whole address', domain: 'the domain', provider: 'the mailbox provider' } as Record<string, string>,
  comparedWith: 'Compared with',
  aValue: 'a value',
  signs: { eq: 'is equal to', lt: 'is below', lte: 'is at most', gt: 'is above', gte: 'is at least' } as Record<string, string>,
  dateSigns: { eq: 'is the same day as', lt: 'is before', lte: 'is no later than', gt: 'is after', gte: 'is no earlier than' } as Record<string, string>,
  nothingToCompare: 'There is nothing else of this kind to compare with.',

  // Events and counts
  whatTheyDid: 'What they did',
  howMany: 'How many',
  howManyTimes: 'How many times',
  counts: { at_least: 'at least', at_most: 'at most', exactly: 'exactly', between: 'between' },
  neverMailed: 'People who were never mailed in that time are kept in too.',
  neverMailedCount: (n: number) => `This includes people who were never mailed in that time: ${formatNumber(n)} of them.`,
  newcomers: (n: number) => `People who joined in that time did not do it either: ${formatNumber(n)} of them.`,
  onlyJoinedBefore: 'Only people who joined before that',
  mailedAtLeast: 'Mailed at least',
  onlyMailed: (times: number) => `Only people mailed at least ${times === 1 ? 'once' : `${formatNumber(times)} times`}`,

  // Time
  whenLabel: 'When',
  windows: {
    last: 'in the last', more_than_ago: 'more than … ago', between_ago: 'between … and … ago', calendar: 'this or last week, month …',
    dates: 'between two days', before: 'before a day', after: 'after a day', next: 'in the next', ever: 'at any time',
  },
  units: { minute: 'minutes', hour: 'hours', day: 'days', week: 'weeks', month: 'months', quarter: 'quarters', year: 'years' },
  calendar: {
    today: 'today', yesterday: 'yesterday', this_week: 'this week', last_week: 'last week', this_month: 'this month', last_month: 'last month',
    this_quarter: 'this quarter', last_quarter: 'last quarter', this_year: 'this year', last_year: 'last year',
    this_fiscal_year: 'this fiscal year', last_fiscal_year: 'last fiscal year',
  },
  calendarAhead: {
    tomorrow: 'tomorrow', next_week: 'next week', next_month: 'next month', next_quarter: 'next quarter', next_year: 'next year',
    next_fiscal_year: 'next fiscal year',
  },
  which: 'Which',
  day: 'Day',
  unit: 'Unit',
  oftenAsked: 'Often asked',
  days: (n: number) => (n === 365 ? '1 year' : `${formatNumber(n)} days`),
  theLastOne: 'The last one',
  theFirstOne: 'The first one',
  withoutOneKept: 'People without one are kept in.',
  withoutOneLeft: 'People without one are left out.',
  whenTheyUsedTo: 'They used to do it',
  notOnceSince: 'and not once',

  // Filters
  onlySome: 'Look only at some of them',
  and: 'And',
  or: 'Or',
  addGroup: 'Add a group',
  filterWhat: 'What',
  is: 'is',
  isNot: 'is not',
  isOrIsNot: 'Is or is not',
  removeFilter: (name: string) => `Remove the filter on ${name}`,
  removeGroup: 'Remove this group of filters',
  groupOfFilters: 'Group of filters',
  match: 'Match',
  modes: { all: 'all', any: 'any', none: 'none' },
  ofThese: 'of these',
  sameEvent: 'All of this must be true of one and the same event.',
  notThoseEvents: 'These events carry nothing more to look at.',
  daysOfWeek: 'Days of the week',
  weekdays: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' } as Record<string, string>,
  hourRange: (from: string, to: string) => `${from} to ${to}`,
  clock: (hour: number) => {
    const h = ((hour % 24) + 24) % 24
    if (h === 0) return 'midnight'
    return h === 12 ? 'noon' : `${h % 12} ${h < 12 ? 'am' : 'pm'}`
  },

  // First, last or n-th
  position: 'Which one',
  positions: { first: 'first', second: 'second', third: 'third', last: 'last', beforeLast: 'the one before the last' },
  countFrom: 'Count from',
  fromTheStart: 'the first one',
  fromTheEnd: 'the last one',
  number: 'Number',
  nthNote: 'People with fewer of them are left out.',

  // Regularly
  inHowMany: 'In how many of them',
  periods: 'How many',
  periodsNote: 'Periods count back from now. How often it happened within one does not matter.',

  // Measures
  whatToReckon: 'What to reckon',
  measures: {
    count: 'how many', sum: 'the total of', average: 'the average of', smallest: 'the smallest', largest: 'the largest',
    distinct: 'how many different values of', gap: 'the average days between two', since_first: 'days since the first', since_last: 'days since the last',
  },
  ofWhat: 'Of what',
  noNumbers: 'These events have no numbers to reckon with.',

  // Messages
  actions: { opened: 'opened', clicked: 'clicked' },
  lastEmails: 'Of the last emails',
  theLast: (n: number) => (n === 1 ? 'The last one' : `The last ${formatNumber(n)}`),
  fewerSent: (n: number, kept: boolean) =>
    `People who were sent fewer than ${n === 1 ? '1 email' : `${formatNumber(n)} emails`} are ${kept ? 'kept in' : 'left out'}.`,
  machines: 'Count opens and clicks made by machines too',
  machinesNote: 'Mail apps and scanners open emails on their own. Those do not count unless this is ticked.',

  // Sequence
  step: (n: number): string => (n === 1 ? 'First they' : n === 2 ? 'Then they' : 'After that they'),
  stepName: (n: number) => `Step ${n}`,
  didThen: 'did this',
  didNotThen: 'did not',
  didOrNot: 'Did or did not',
  within: 'Within',
  withinLimit: 'Within a time',
  addStep: 'Add a step',
  removeStep: (n: number) => `Remove step ${n}`,
  moveStepUp: (n: number) => `Move step ${n} up`,
  whichStart: 'Start from',
  anyStart: 'any of them',
  lastStart: 'the last one',
  sameProperty: 'The same in every step',
  nothingSame: 'nothing has to be the same',
  notNeedsTime: 'They have not done it within this time, and the time is over.',

  // Habit
  leastEvents: 'Seen at least so many times',
  habitNote: 'The most frequent one counts; with a tie, the latest.',

  // Rank
  ends: { top: 'top', bottom: 'bottom' },
  whichEnd: 'Which end',
  rankUnits: { people: 'people', percent: '% of them' },
  peopleOrPercent: 'People or per cent',
  rankedBy: 'Ranked by',
  byField: 'something known about them',
  byEvents: 'what they did',
  rankNote: 'People without a number are not ranked. Ties are settled the same way every time.',
  amongEveryone: 'Nothing ticked: among everyone.',

  // Segments
  savedSegments: 'Saved segments',
  deletedSegment: 'A segment that was deleted',
  noSegments: 'No saved segments yet. Save one, then come back to use it here.',
  enteredOrLeft: 'Entered or left',
  changes: { entered: 'came into it', left: 'dropped out' },
  anyOfThese: 'Any one of the ticked segments is enough.',

  // Permission and health
  purpose: 'For what',
  purposes: { marketing: 'marketing' } as Record<string, string>,
  otherPurpose: 'Another purpose',
  given: 'given',
  withdrawn: 'withdrawn',
  permission: 'The permission is',
  basis: 'On what basis',
  bases: { consent: 'they agreed', existing_customer: 'they are a customer already' } as Record<string, string>,
  anyBasis: 'Nothing ticked: whatever the basis.',
  why: 'Why',
  reasons: { unsubscribed: 'they unsubscribed', hard_bounce: 'their mail bounced for good', complaint: 'they complained', manual: 'you noted it by hand' } as Record<string, string>,
  anyReason: 'Nothing ticked: for any reason.',
  healthWhat: 'What to look at',
  healths: { bounced: 'a mail bounced', role: 'a role address such as info@', never_engaged: 'mailed, but never opened or clicked' } as Record<string, string>,
  bounceKind: 'How it bounced',
  bounces: { any: 'either way', hard: 'for good', soft: 'for now' },
  healthNote: 'What machines opened does not count.',

  // Random part
  percentFrom: 'From %',
  percentTo: 'To %',
  splitName: 'Name of the split',
  splitNote: 'The same name gives the same people every time. Parts of one name that do not overlap share nobody.',
  parts10: (percent: number) => `${percent} %`,
}
