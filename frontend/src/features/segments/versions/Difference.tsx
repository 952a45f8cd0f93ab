import { useState } from 'react'
import { bridge, type RuleDifference } from '../../../bridge/client'
import { useLoaded } from '../../../clause/editors/useLoaded'
import { formatNumber } from '../../../i18n/format'
import { t } from '../../../i18n/versions'
import { Segmented } from '../../../ui/Segmented'
import { PeopleList } from '../audience/PeopleList'

type Part = 'only_a' | 'only_b' | 'both'

/** What differs between two rules: in words, in numbers, and who. */
export function Difference({ before, after }: { before: string; after: string }) {
  const [part, setPart] = useState<Part>('only_b')
  const { value: diff, trouble } = useLoaded(`${before}\n${after}`, () => bridge.segments.diff(before, after))
  if (trouble) return <p className="quiet-words" role="alert">{trouble}</p>
  if (!diff) return null
  const parts = [
    { value: 'only_b' as Part, name: t.onlyAfter, people: diff.onlyB },
    { value: 'only_a' as Part, name: t.onlyBefore, people: diff.onlyA },
    { value: 'both' as Part, name: t.inBoth, people: diff.both },
  ]
  const name = parts.find((p) => p.value === part)?.name ?? ''
  return (
    <>
      <Changes diff={diff} />
      <Segmented
        label={t.differences} value={part} onChange={setPart} block
        options={parts.map((p) => ({ value: p.value, label: <>{p.name} <span className="quiet-count">{formatNumber(p.people)}</span></> }))}
      />
      <div className="version-people scroll" tabIndex={-1}>
        <PeopleList heading={name} about={`${part} ${before} ${after}`} nobody={t.nobody} fetch={(offset, limit) => bridge.segments.diffPeople(before, after, part, offset, limit)} />
      </div>
    </>
  )
}

function Changes({ diff }: { diff: RuleDifference }) {
  if (diff.changes.length === 0) return <p className="quiet-words">{t.noChanges}</p>
  return (
    <ul className="version-changes" aria-label={t.changes}>
      {diff.changes.map((c, i) => <li key={i} data-kind={c.kind}>{c.text}</li>)}
    </ul>
  )
}
