import { Tooltip } from '@base-ui/react/tooltip'
import { cleanup, render, screen } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { BridgeError, type BridgeFake } from '../../../bridge/client'
import { setBridgeFake } from '../../../bridge/fake'
import { PersonScreen } from '../PersonScreen'
import { asha, past, segments } from './person.fixture'

function show(get: NonNullable<BridgeFake['person']>['get']) {
  setBridgeFake({ person: { get, timeline: () => Promise.resolve(past), segments: () => Promise.resolve(segments) } })
  document.body.innerHTML = '<header id="top-bar"></header><main></main>'
  render(<Tooltip.Provider><PersonScreen id="7" /></Tooltip.Provider>, { container: document.querySelector('main')! })
}

/** What axe finds on the whole page; colours are looked at in the browser. */
async function faults() {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } })
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)
}

afterEach(() => {
  cleanup()
  setBridgeFake(null)
})

describe('the screen of a person is open to everybody', () => {
  it('with all that is known', async () => {
    show(() => Promise.resolve(asha))
    await screen.findByRole('region', { name: 'What is known' })
    expect(await faults()).toEqual([])
  })

  it('while it is being read, without a heading that says nothing', async () => {
    show(() => new Promise(() => undefined))
    expect(await screen.findByRole('link', { name: 'People' })).toBeTruthy()
    expect(screen.queryByRole('heading')).toBeNull()
    expect(await faults()).toEqual([])
  })

  it('and when the person was erased', async () => {
    show(() => Promise.reject(new BridgeError('not_found', 'gone')))
    expect(await screen.findByRole('heading', { level: 1, name: 'This person is not here any more' })).toBeTruthy()
    expect(await faults()).toEqual([])
  })
})
