import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useJobs } from '../../app/jobs'
import type { Inspection, JobView } from '../../bridge/client'
import { setBridgeFake } from '../../bridge/fake'
import { backend, inspection } from './fixture'
import { ImportScreen } from './ImportScreen'
import { startOver } from './task'

const ended = (id: string): JobView => ({ id, kind: 'import', title: '', state: 'done', done: 10, total: 10, note: '', error: '' })

beforeEach(() => {
  useJobs.setState({ jobs: { dry: ended('dry'), run: ended('run') } })
  startOver()
})
afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

async function openFile(seen: Inspection = inspection()) {
  const fake = backend(seen)
  setBridgeFake(fake)
  render(<ImportScreen />)
  press('Choose a file')
  await screen.findByRole('heading', { name: 'people.csv' })
  return fake
}

function answer(title: RegExp, source?: string) {
  fireEvent.click(screen.getByRole('radio', { name: title }))
  if (source) fireEvent.change(screen.getByLabelText(/Where they/), { target: { value: source } })
}

describe('importing a spreadsheet', () => {
  test('goes through five steps and writes only when Import is pressed', async () => {
    const fake = await openFile()
    press('Next: Columns')
    press('Next: Who is who')
    expect(await screen.findByRole('row', { name: /New people 7/ })).toBeTruthy()
    press('Next: Permission')
    answer(/They agreed/, 'Sign-up form')
    press('Next: Check')
    const button = await screen.findByRole('button', { name: 'Import 8 people' })
    expect(fake.imports.start).not.toHaveBeenCalled()
    fireEvent.click(button)
    expect(await screen.findByText(/10 rows = 7 new \+ 1 updated \+ 0 unchanged \+ 2 left out/)).toBeTruthy()
    const plan = (fake.imports.start.mock.calls as unknown as [[{ permission: { answer: string; source: string } }]])[0][0]
    expect(plan.permission).toMatchObject({ answer: 'consent', source: 'Sign-up form' })
  })

  test('permission cannot be skipped, and "not yet" is an answer', async () => {
    await openFile()
    press('Next: Columns')
    press('Next: Who is who')
    press('Next: Permission')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next: Check' }).disabled).toBe(true)
    answer(/I don’t have permission yet/)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next: Check' }).disabled).toBe(false)
  })

  test('a file without an email or customer id column says what is missing', async () => {
    await openFile(inspection({ mapping: [] }))
    press('Next: Columns')
    expect(screen.getByText(/Choose which column holds the email address/)).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next: Who is who' }).disabled).toBe(true)
  })

  test('doubtful dates are asked once, with dates of the file both ways', async () => {
    await openFile(inspection({ askDates: true }))
    press('Next: Columns')
    expect(screen.getByText('03/04/2025 is 3 April 2025')).toBeTruthy()
    expect(screen.getByText('03/04/2025 is 4 March 2025')).toBeTruthy()
    answer(/Day first/)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next: Who is who' }).disabled).toBe(false)
  })

  test('a later step opens from the list only when the ones before are complete', async () => {
    await openFile()
    const steps = within(screen.getByRole('navigation', { name: 'Steps of the import' }))
    expect(steps.getByRole<HTMLButtonElement>('button', { name: /Permission/ }).disabled).toBe(false)
    expect(steps.getByRole<HTMLButtonElement>('button', { name: /Check/ }).disabled).toBe(true)
  })

  test('a locked workbook asks for its password and is read with it', async () => {
    const fake = backend(inspection())
    const locked = new Error(JSON.stringify({ code: 'blocked', message: 'This workbook is locked with a password.' }))
    fake.imports.inspect.mockRejectedValueOnce(locked.message)
    setBridgeFake(fake)
    render(<ImportScreen />)
    press('Choose a file')
    fireEvent.change(await screen.findByLabelText('Password of the workbook'), { target: { value: 'tulsi' } })
    press('Unlock')
    await screen.findByRole('heading', { name: 'people.csv' })
    expect(fake.imports.inspect).toHaveBeenLastCalledWith('/home/asha/people.csv', expect.objectContaining({ password: 'tulsi' }))
  })

  test('a failed import says so and keeps the plan', async () => {
    const fake = await openFile(inspection({ permission: { answer: 'none', purpose: '', source: '', on: '', wording: '', language: '', proof: '' } }))
    fireEvent.click(within(screen.getByRole('navigation')).getByRole('button', { name: /Check/ }))
    const button = await screen.findByRole('button', { name: 'Import 8 people' })
    useJobs.setState((store) => ({ jobs: { ...store.jobs, run: { ...ended('run'), state: 'failed', error: 'The disk is full.' } } }))
    fireEvent.click(button)
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('The disk is full.'))
    expect(screen.getByRole('button', { name: 'Import 8 people' })).toBeTruthy()
    expect(fake.imports.report).not.toHaveBeenCalledWith('run')
  })
})
