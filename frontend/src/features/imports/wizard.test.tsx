import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { undoDeed, useDeeds } from '../../actions/deeds'
import { runAction } from '../../actions/registry'
import { useJobs } from '../../app/jobs'
import { useLanguage } from '../../i18n/language'
import type { Inspection, JobView, ProblemView } from '../../bridge/client'
import { setBridgeFake } from '../../bridge/fake'
import { backend, inspection, report } from './fixture'
import { ImportScreen } from './ImportScreen'
import { paceOf } from './pace'
import { startOver, useImport } from './task'

const ended = (id: string): JobView => ({ id, kind: 'import', title: '', state: 'done', done: 10, total: 10, note: '', error: '' })
const none = { answer: 'none', purpose: '', source: '', on: '', wording: '', language: '', proof: '' }
const typo: ProblemView = { row: 5, index: 0, column: 'E-mail', value: 'b@gmial.com', suggestion: 'b@gmail.com', code: 'email_typo', message: 'Is this address right?', skipped: false }

beforeEach(() => {
  useJobs.setState({ jobs: { dry: ended('dry'), run: ended('run'), undo: ended('undo') } })
  startOver()
})
afterEach(() => {
  cleanup()
  useLanguage.setState({ language: 'en' })
  setBridgeFake(null)
})

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const plan = () => useImport.getState().selection!

function show(fake: ReturnType<typeof backend>) {
  setBridgeFake(fake)
  render(<ImportScreen />)
  return fake
}

async function open(seen: Inspection, change: (fake: ReturnType<typeof backend>) => void = () => undefined) {
  const fake = backend(seen)
  change(fake)
  show(fake)
  press('Choose a file')
  await screen.findByRole('heading', { name: 'people.csv' })
  return fake
}

const step = (name: RegExp) => fireEvent.click(within(screen.getByRole('navigation')).getByRole('button', { name }))

async function checking() {
  const fake = await open(inspection({ permission: none }), ({ imports }) => {
    const reasons = [{ code: 'email_typo', message: typo.message, rows: 214, suggested: 214, skipped: false }]
    imports.report.mockResolvedValue({ ...report, reasons, problems: [typo], problemCount: 214 })
    imports.problems.mockResolvedValue({ rows: [typo], total: 1 })
  })
  step(/Check/)
  await screen.findByRole('textbox', { name: 'Right value of E-mail in row 5' })
  return fake
}

describe('the file', () => {
  test('a row number says where the names of the columns stand', async () => {
    const fake = await open(inspection())
    press('Row 2: use as column names')
    await waitFor(() => expect(fake.imports.inspect).toHaveBeenLastCalledWith(expect.anything(), expect.objectContaining({ headerRow: 2 })))
  })

  test('hidden rows are asked about, and a remembered file says so and can be guessed anew', async () => {
    const seen = { ...inspection(), questions: [{ code: 'hidden_rows', text: '3 rows are hidden.' }] }
    const remembered = { name: 'may.csv', usedAt: '2026-05-03', same: true, new: [], gone: [], permission: none }
    const fake = await open({ ...seen, remembered })
    fireEvent.click(screen.getByRole('radio', { name: 'Leave them out' }))
    await waitFor(() => expect(fake.imports.inspect).toHaveBeenLastCalledWith(expect.anything(), expect.objectContaining({ hiddenRows: 'skip' })))
    press('Guess anew')
    await waitFor(() => expect(fake.imports.inspect).toHaveBeenLastCalledWith(expect.anything(), expect.objectContaining({ fresh: true })))
  })

  test('pasted cells are a file', async () => {
    const fake = show(backend(inspection()))
    fireEvent.paste(document.body, { clipboardData: { getData: () => 'Email\tTown' } })
    await screen.findByRole('heading', { name: 'people.csv' })
    expect(fake.imports.paste).toHaveBeenCalledWith('Email\tTown')
  })
})

describe('what columns mean', () => {
  test('a meaning is found by typing, and taken back by its name', async () => {
    await open(inspection())
    step(/Columns/)
    press('Meaning of Since: Left out')
    const search = within(await screen.findByRole('dialog')).getByRole('searchbox', { name: 'Find a meaning' })
    fireEvent.change(search, { target: { value: 'city' } })
    fireEvent.keyDown(search, { key: 'Enter' })
    expect(await screen.findByRole('button', { name: 'Meaning of Since: City' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Meaning of Town: Left out' })).toBeTruthy()
    expect(useDeeds.getState().past.at(-1)?.label).toBe('Column Since is now City')
    await undoDeed()
    expect(await screen.findByRole('button', { name: 'Meaning of Town: City 80% sure' })).toBeTruthy()
  })

  test('another file forgets the edits of the one before', async () => {
    await open(inspection())
    step(/Columns/)
    fireEvent.click(screen.getByRole('button', { name: 'something that happened' }))
    await waitFor(() => expect(useDeeds.getState().past).toHaveLength(1))
    expect(screen.getByText('Say what happened in these rows, such as visited.')).toBeTruthy()
    startOver()
    expect(useDeeds.getState().past).toHaveLength(0)
  })
})

describe('who is who and permission', () => {
  test('a column can answer for itself', async () => {
    await open(inspection())
    step(/Who is who/)
    fireEvent.click(screen.getByText('Another answer for some columns'))
    fireEvent.click(screen.getByRole('combobox', { name: 'Values of Town: As above' }))
    const mine = await screen.findByRole('option', { name: 'Keep mine' })
    fireEvent.focus(mine)
    fireEvent.keyDown(mine, { key: 'Enter' })
    fireEvent.click(mine)
    await waitFor(() => expect(plan().mapping.find((choice) => choice.index === 1)?.onMatch).toBe('keep'))
  })

  test('people who come twice are shown with both rows, and opt-outs are told', async () => {
    await open(inspection(), ({ imports }) => imports.report.mockResolvedValue({ ...report, repeated: 1, repeats: [{ row: 9, firstRow: 3, who: 'asha@example.in' }], optOuts: 2 }))
    step(/Who is who/)
    expect(await screen.findByRole('row', { name: 'asha@example.in 3 9', hidden: true })).toBeTruthy()
    expect(screen.getByText(/2 addresses of the file say no to mails/)).toBeTruthy()
  })

  test('"not yet" says how many cannot be mailed, and the purpose is asked', async () => {
    await open(inspection({ permission: none }))
    step(/Permission/)
    expect(await screen.findByText(/7 people of this file are new/)).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: /They agreed to get mails/ }))
    fireEvent.click(screen.getByRole('radio', { name: /Only about their orders/ }))
    expect(plan().permission).toMatchObject({ answer: 'consent', purpose: 'service' })
  })
})

describe('problems', () => {
  test('the right value is typed in place and the file is counted again', async () => {
    const fake = await checking()
    const box = screen.getByRole('textbox', { name: 'Right value of E-mail in row 5' })
    fireEvent.change(box, { target: { value: 'b@gmail.in' } })
    fireEvent.submit(box.closest('form')!)
    await waitFor(() => expect(plan().corrections).toEqual([{ row: 5, index: 0, from: 'b@gmial.com', to: 'b@gmail.in' }]))
    await waitFor(() => expect(fake.imports.dryRun).toHaveBeenCalledTimes(2))
    expect(screen.getByText(/You changed 1 thing/)).toBeTruthy()
  })

  test('every equal cell is replaced, a row is left out, and each can be undone', async () => {
    await checking()
    press('Replace every “b@gmial.com” in this column')
    await waitFor(() => expect(plan().corrections).toEqual([{ row: 0, index: 0, from: 'b@gmial.com', to: 'b@gmail.com' }]))
    press('Leave row 5 out')
    await waitFor(() => expect(plan().corrections.at(-1)).toEqual({ row: 5, index: -1, from: '', to: '' }))
    await undoDeed()
    expect(plan().corrections).toHaveLength(1)
  })

  test('all suggestions are taken at once', async () => {
    await checking()
    press('Use all 214 suggestions')
    await waitFor(() => expect(plan().corrections).toEqual([{ row: 0, index: 0, from: 'b@gmial.com', to: 'b@gmail.com' }]))
  })
})

describe('after the import', () => {
  async function imported() {
    const fake = await open(inspection({ permission: none }))
    step(/Check/)
    await screen.findByRole('button', { name: 'Import 8 people' })
    runAction('import.start')
    await screen.findByText('What to do next')
    return fake
  }

  test('it says which segments changed most', async () => {
    await imported()
    expect(await screen.findByRole('button', { name: /Pune\s*7 came in/ })).toBeTruthy()
  })

  test('it can be undone whole, with an account and the reasons for what is kept', async () => {
    const fake = await imported()
    press('Undo this import')
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Undo this import' }))
    expect(await screen.findByRole('row', { name: 'People removed 6' })).toBeTruthy()
    expect(screen.getByRole('row', { name: 'Asha Rao City It was changed by hand since.' })).toBeTruthy()
    expect(fake.imports.undo).toHaveBeenCalledWith(3)
  })
})

describe('imports so far', () => {
  test('an interrupted one asks for the password of its file and goes on, or is forgotten', async () => {
    const fake = backend(inspection())
    fake.imports.waiting.mockResolvedValue([{ id: 5, file: 'locked.xlsx', path: '', queuedAt: '2026-11-23T10:00:00Z', state: 'interrupted', locked: true }])
    show(fake)
    const again = await screen.findByRole<HTMLButtonElement>('button', { name: 'Import locked.xlsx again' })
    expect(again.disabled).toBe(true)
    press('Forget the import of locked.xlsx')
    await waitFor(() => expect(fake.imports.forget).toHaveBeenCalledWith(5))
    fireEvent.change(screen.getByLabelText('Password of locked.xlsx'), { target: { value: 'tulsi' } })
    fireEvent.submit(again.closest('form')!)
    await waitFor(() => expect(fake.imports.resume).toHaveBeenCalledWith(5, 'tulsi'))
  })

  test('each import has its account, and says when it was undone', async () => {
    const fake = backend(inspection())
    fake.imports.list.mockResolvedValue([{ ...report, importId: 3 }, { ...report, importId: 2, file: 'old.csv', undoneAt: '2026-11-20T10:00:00Z' }])
    show(fake)
    expect(await screen.findByRole('button', { name: 'Undo import of people.csv' })).toBeTruthy()
    expect(screen.getByText('Undone on 20 Nov 2026')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Undo import of old.csv' })).toBeNull()
  })
})

test('speaks Hindi', () => {
  useLanguage.setState({ language: 'hi' })
  show(backend(inspection()))
  expect(screen.getByRole('button', { name: 'फ़ाइल चुनें' })).toBeTruthy()
})

test('the pace is told once a second has passed', () => {
  expect(paceOf({ done: 0, at: 0 }, { done: 50, at: 500 }, 100)).toBeUndefined()
  expect(paceOf({ done: 0, at: 0 }, { done: 5000, at: 2000 }, 10000)).toEqual({ perSecond: 2500, secondsLeft: 2 })
})
