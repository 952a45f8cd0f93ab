import { routes } from '../../app/routes'
import { useState } from 'react'
import { bridge, type SendView } from '../../bridge/client'
import { formatNumber, formatMoment } from '../../i18n/format'
import { useLoad } from '../../app/useLoad'
import { ledgerStates } from './words'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'

const pageSize = 100

/** Every person's mail with the answer of the receiving server. */
export function Ledger({ id, tally }: { id: number; tally: SendView }) {
  const [state, setState] = useState('')
  const [page, setPage] = useState(0)
  const ledger = useLoad(() => bridge.sending.ledger(id, state, page * pageSize, pageSize), `${id}/${state}/${page}/${Object.values(tally).join()}`)
  const total = ledger.value?.total ?? 0
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const show = (key: string) => {
    setState(key)
    setPage(0)
  }
  return (
    <section aria-label="Ledger">
      <div className="ledger-states" role="group" aria-label="Show">
        {ledgerStates.map((s) => (
          <button key={s.key} type="button" className="ledger-state" aria-pressed={state === s.key} onClick={() => show(s.key)}>
            {s.name} <b className="num-tab">{formatNumber(s.count(tally))}</b>
          </button>
        ))}
      </div>
      {ledger.error && <Notice tone="bad">{ledger.error}</Notice>}
      <table className="campaign-table ledger-table">
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Address</th>
            <th scope="col">State</th>
            <th scope="col">Answer</th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {ledger.value?.rows.map((row) => (
            <tr key={`${row.contactId}/${row.email}`}>
              <td><a href={`#${routes.person(row.contactId)}`}>{row.name || row.email}</a></td>
              <td className="selectable">{row.email}</td>
              <td>{ledgerStates.find((s) => s.key === row.state)?.name ?? (row.state === 'claimed' ? 'On its way' : row.state)}</td>
              <td className="selectable">{row.reason || row.reply}</td>
              <td className="num-tab">{formatMoment(row.at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {ledger.value && total === 0 && <p className="hint ledger-none">Nobody here.</p>}
      {pages > 1 && (
        <div className="pager">
          <Button disabled={page === 0} onClick={() => setPage(page - 1)}>Previous</Button>
          <span className="num-tab">Page {formatNumber(page + 1)} of {formatNumber(pages)}</span>
          <Button disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>Next</Button>
        </div>
      )}
    </section>
  )
}
