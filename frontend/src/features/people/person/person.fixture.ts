import type { PersonSegments, PersonView, TimelineItem, TimelinePage, YearDay } from '../../../bridge/client'

/** Asha, as Go would describe her. */
export const asha: PersonView = {
  person: { id: 7, name: 'Asha Rao', email: 'asha@example.com', initials: 'AR', summary: 'Pune', mailable: true, why: '' },
  groups: [
    {
      title: 'From customers.xlsx, 3 May 2026',
      values: [
        { key: 'email', name: 'Email', type: 'text', value: 'asha@example.com', text: 'asha@example.com', origin: 'Set by the import of customers.xlsx on 3 May 2026, row 118.' },
        { key: 'city', name: 'City', type: 'text', value: 'Pune', text: 'Pune', origin: 'Set by the import of customers.xlsx on 3 May 2026, row 118.' },
      ],
    },
    { title: 'Written by hand', values: [{ key: 'joined', name: 'Joined', type: 'date', value: '1 May 2026', text: '1 May 2026', origin: 'Written by hand on 4 May 2026, 10:05.' }] },
  ],
  derived: [{ key: 'score', name: 'Likely to buy', type: 'number', value: '0.8', text: '0.8', origin: 'Worked out by KVN Mail on 4 May 2026 from what they did.' }],
  tags: ['VIP'],
  blank: [{ key: 'phone', name: 'Phone', type: 'text' }],
  mail: {
    can: true, status: 'mailable', headline: 'Can be mailed today.', reason: '', todo: '', paused: false, pausedUntil: '', granted: true,
    lines: [{ kind: 'granted', text: 'Agreed to marketing mail, recorded on 3 May 2026.', at: '2026-05-03T00:00:00Z' }],
  },
  added: 'Here since 3 May 2026', before: 6, after: 8,
}

export const visit = (n: number): TimelineItem => ({
  key: `event${n}`, at: '2026-05-03T10:00:00Z', date: '2026-05-03', day: 'Sunday, 3 May 2026', time: '10:00', kind: 'visited', text: 'Visited a page', detail: `page ${n}`, machine: false, note: 0,
})

const opened: TimelineItem = { ...visit(0), key: 'opened', kind: 'opened', text: 'Opened a mail', detail: 'Spring', machine: true }
export const note: TimelineItem = { ...visit(0), key: 'note3', kind: 'note', text: 'Called twice', detail: '', note: 3 }

export const year: YearDay[] = Array.from({ length: 365 }, (_, i) => {
  const date = new Date(Date.UTC(2025, 4, 5 + i)).toISOString().slice(0, 10)
  const count = date === '2026-05-03' ? 3 : date === '2026-01-10' ? 1 : 0
  return { date, count, text: `${count} events on ${date}` }
})

export const past: TimelinePage = {
  items: [note, opened, visit(1)], offset: 0, total: 3, days: year,
  kinds: [{ key: 'visited', name: 'Visited a page', count: 1 }, { key: 'opened', name: 'Opened a mail', count: 1 }, { key: 'note', name: 'Note', count: 1 }],
}

export const segments: PersonSegments = {
  ready: true, in: [{ segment: 2, name: 'Loyal buyers', rule: '{}', since: 'Since 4 May 2026' }], left: [{ segment: 5, name: 'Newcomers', rule: '{}', since: 'Left on 5 May 2026' }],
}
