import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { followKeys } from '../../actions/registry'
import { setBridgeFake } from '../../bridge/fake'
import { backend, inspection } from './fixture'
import { ImportScreen } from './ImportScreen'
import { goTo, offerFile, startOver, useImport } from './task'

let stopKeys: () => void

beforeEach(async () => {
  startOver()
  stopKeys = followKeys()
  setBridgeFake(backend(inspection()))
  await offerFile('/home/asha/people.csv')
  goTo('columns')
  render(<ImportScreen />)
})
afterEach(() => {
  stopKeys()
  cleanup()
  setBridgeFake(null)
})

const meaning = (column: string) => screen.getByRole('button', { name: new RegExp(`^Meaning of ${column}`) })
const targets = () => useImport.getState().selection?.mapping.map((choice) => choice.target)

async function find(column: string, words: string) {
  fireEvent.click(meaning(column))
  const box = await screen.findByRole('combobox', { name: 'Find a meaning' })
  fireEvent.change(box, { target: { value: words } })
  return box
}

describe('the meaning of a column', () => {
  test('is found by typing and chosen with Enter', async () => {
    const box = await find('Since', 'ci')
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['CityWho they are'])
    fireEvent.keyDown(box, { key: 'Enter' })
    expect(targets()).toEqual(['field:email', '', 'field:city'])
    expect(meaning('Town').textContent).toContain('Left out')
  })

  test('is undone and done again by name', async () => {
    fireEvent.keyDown(await find('Since', 'city'), { key: 'Enter' })
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true })
    expect(targets()).toEqual(['field:email', 'field:city', ''])
    fireEvent.keyDown(document.body, { key: 'Z', ctrlKey: true, shiftKey: true })
    expect(targets()).toEqual(['field:email', '', 'field:city'])
  })

  test('says when nothing has the typed name', async () => {
    await find('Since', 'zodiac')
    expect(screen.queryAllByRole('option')).toHaveLength(0)
    expect(screen.getByText(/Nothing has this name/)).toBeTruthy()
  })

  test('leaves a column out by the first line', async () => {
    const box = await find('Town', '')
    fireEvent.keyDown(box, { key: 'Home' })
    fireEvent.keyDown(box, { key: 'Enter' })
    expect(targets()).toEqual(['field:email', '', ''])
  })
})
