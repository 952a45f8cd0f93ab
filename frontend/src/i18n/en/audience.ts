export const en = {
  audience: 'Audience',
  unit: (one: boolean): string => (one ? 'person' : 'people'),
  shareOf: (percent: string, contacts: string) => `${percent} of ${contacts} contacts`,
  shareDots: (percent: string) => `${percent} of contacts`,
  tabs: 'What the rules mean',
  peopleTab: 'People',
  overlapTab: 'Overlap',
  historyTab: 'History',

  // Who can be mailed
  mailable: 'Can be mailed',
  mailableToday: 'can be mailed today',
  reasons: {
    no_consent: 'No marketing consent',
    suppressed: 'Bounced or unsubscribed',
    no_address: 'No email address',
    paused: 'Mail paused',
  } as Record<string, string>,
  reasonTitle: (reason: string, people: string) => `${reason}: ${people}`,
  advice: {
    no_consent:
      'Nobody may be mailed without their permission. Ask for it where you already meet them: at checkout, in a form on your site, or in the shop. If you have proof of it already, import it as a column of permissions.',
    suppressed:
      'Their address bounced, they unsubscribed or complained. KVN Mail never mails them again. If an address was mistyped, import the person with the right one.',
    no_address: 'There is no email address for them. Import a sheet that has their customer number or phone number together with an address.',
    paused: 'Mail to them is paused. Open a person to see until when, and to let mail reach them again.',
  } as Record<string, string>,

  // People
  which: 'Which people',
  inSegment: 'In the segment',
  near: 'Near misses',
  nobodyNear: 'Nobody misses by just one rule.',
  nobodyIn: 'Nobody matches yet. Hover a count to see which rule removes most people.',
  missOnly: (clause: string) => `Miss only: ${clause}`,
  showMore: (shown: string, total: string) => `Show more (${shown} of ${total})`,
  listOf: (heading: string) => `People: ${heading}`,
  why: 'Why',
  whyNot: 'Why not …? Find a person',
  nobodyFound: 'Nobody has this name or address.',
  found: 'People found',
  openPerson: (name: string) => `Open ${name}`,

  // Why one person is in, or not
  isIn: 'In the segment',
  isOut: 'Not in the segment',
  wasIn: (day: string) => `Was in the segment at the end of ${day}`,
  wasOut: (day: string) => `Was not in the segment at the end of ${day}`,
  asOf: 'As of',
  now: 'Now',
  asOfNote: 'Orders, emails and permissions count up to that day. City, language and other details are as they are now.',

  // People chosen by hand
  alwaysIn: 'Always in',
  neverIn: 'Never in',
  pinAlways: (name: string) => `Put ${name} in by hand`,
  pinNever: (name: string) => `Keep ${name} out by hand`,
  pinAlwaysText: 'They are in this segment whatever the rules say. Whoever may not be mailed is still not mailed.',
  pinNeverText: 'They are left out of this segment whatever the rules say.',
  reason: 'Why?',
  reasonHint: 'So that you and others still know it in a year, for instance: asked for it on the phone.',
  pinDo: (always: boolean): string => (always ? 'Always in' : 'Never in'),
  cancel: 'Cancel',
  close: 'Close',
  pinned: (always: number, never: number) => {
    if (never === 0) return `${always} always in`
    return always === 0 ? `${never} never in` : `${always} always in, ${never} never`
  },
  pinnedTitle: 'People chosen by hand',
  pinnedText: 'They are in, or kept out, whatever the rules say. Never is stronger than always.',
  unpin: (name: string) => `Let the rules decide about ${name}`,
  gone: 'A person who is not here any more',
  noReason: 'No reason given',
  didAlways: (name: string) => `Put ${name} in by hand`,
  didNever: (name: string) => `Kept ${name} out by hand`,
  didUnpin: (name: string) => `Let the rules decide about ${name}`,

  // History
  historyNew: 'Save the segment. From then on, KVN Mail writes down who enters and leaves, and why.',
  historyNone: 'Nothing is on record yet. It is being worked out now.',
  historyUnsaved: 'This is the history of the saved segment. Your unsaved changes are not in it.',
  sizeTitle: 'People at the end of each day',
  sizeHelp: 'Use the arrow keys to go from day to day.',
  sizeOn: (people: string, day: string) => `${people} on ${day}`,
  sizeUnknown: (day: string) => `Nothing on record on ${day}`,
  moved: (entered: string, left: string) => `${entered} entered, ${left} left`,
  changes: 'Newest changes',
  noChanges: 'Nobody entered or left in this time.',
  entered: {
    rule: 'entered, because the rules were changed',
    data: 'entered, because something about them changed',
    clock: 'entered, because time passed',
  } as Record<string, string>,
  left: {
    rule: 'left, because the rules were changed',
    data: 'left, because something about them changed',
    clock: 'left, because time passed',
  } as Record<string, string>,
  asTable: 'View as table',
  asPicture: 'View as picture',
  day: 'Day',
  people: 'People',
  enteredColumn: 'Entered',
  leftColumn: 'Left',
}
