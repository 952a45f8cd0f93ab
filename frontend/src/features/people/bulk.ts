/** What is done to many people at once: jobs that are awaited, said, and undone where that can be. */
import { perform } from '../../actions/deeds'
import { writePeople } from '../../app/exports'
import { finished } from '../../app/jobs'
import { report } from '../../app/status'
import { showTrouble } from '../../app/trouble'
import { bridge, BridgeError, type BulkResult, type PeopleSelection, type SegmentView, type TableSort } from '../../bridge/client'
import { formatNumber } from '../../i18n/format'
import { t } from '../../i18n/people'

/** Waits for a job of many people and returns what it came to. */
async function outcome(job: Promise<string>): Promise<BulkResult> {
  const id = await job
  await finished(id)
  return bridge.people.bulkResult(id)
}

/** Somebody who stopped a job knows why it came to nothing. */
function fail(reason: unknown): void {
  if (!(reason instanceof BridgeError && reason.code === 'canceled')) showTrouble(reason)
}

const words = (people: number) => [formatNumber(people), people === 1] as const

/** Adds a tag to people, or takes it away; undo takes that back for those it changed. */
export async function tagPeople(selection: PeopleSelection, tag: string, add: boolean): Promise<void> {
  let act = 0
  let people = 0
  try {
    const done = await outcome(bridge.people.tag(selection, tag, add))
    act = done.act
    people = done.people
  } catch (reason) {
    return fail(reason)
  }
  if (act === 0) return report(t.nobodyChanged)
  let first = true
  await perform({
    label: add ? t.tagged(tag, ...words(people)) : t.untagged(tag, ...words(people)),
    run: async () => {
      if (!first) await bridge.people.redoAct(act) // the same people again, whoever the filter finds by now
      first = false
      return () => bridge.people.takeBack(act)
    },
  })
}

/** Puts people into a segment by hand, or keeps them out. */
export async function pinPeople(selection: PeopleSelection, segment: SegmentView, always: boolean, people: number): Promise<void> {
  await perform({
    label: t.pinned(segment.name, ...words(people)),
    run: async () => {
      const before = await bridge.people.pin(selection, segment.id, always)
      return () => bridge.segments.save(before.segment, before.name, before.before)
    },
  })
}

export async function stopMailing(selection: PeopleSelection): Promise<void> {
  try {
    const { people } = await outcome(bridge.people.stopMailing(selection))
    report(t.stopped(...words(people)))
  } catch (reason) {
    fail(reason)
  }
}

export async function erasePeople(selection: PeopleSelection): Promise<void> {
  try {
    const { people } = await outcome(bridge.people.erase(selection))
    report(t.erased(...words(people)))
  } catch (reason) {
    fail(reason)
  }
}

export function exportPeople(selection: PeopleSelection, columns: string[], sort: TableSort[]): Promise<void> {
  return writePeople(bridge.people.export(selection, columns, sort))
}
