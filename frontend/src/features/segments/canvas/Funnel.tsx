import type { NodeCount } from '../../../bridge/client'
import type { Mode } from '../../../rule'
import { Tooltip } from '../../../ui/Tooltip'
import { t } from '../../../i18n/canvas'
import { formatNumber, signed } from '../../../i18n/format'
import { useAnswer } from '../state/answer'

/** What the number of a rule tells: people left after it, people it adds, people it takes out. */
export type Reading = 'left' | 'adds' | 'out'

/** How the rules of a group are read. The top of the leave-out lane takes people out. */
export function readingOf(mode: Mode, takesOut: boolean): Reading {
  if (takesOut || mode === 'none') return 'out'
  return mode === 'all' ? 'left' : 'adds'
}

/** The number that fills a bar of the group: the first rule's in a funnel, else the largest. */
export function scaleOf(nodes: (NodeCount | undefined)[], reading: Reading): number {
  if (reading === 'left') return Math.max(1, nodes[0]?.left ?? 1)
  return Math.max(1, ...nodes.map((node) => node?.alone ?? 0))
}

/** What a rule does to the audience: a number, a share and a bar. */
export function Funnel({ id, reading, scale }: { id: string; reading: Reading; scale: number }) {
  const node = useAnswer((answer) => answer.nodes.get(id))
  const total = useAnswer((answer) => answer.count?.people ?? 0)
  if (!node) return <span className="funnel" />
  const { main, sub, full, pale } = reading === 'left' ? leftOver(node) : effect(node, reading)
  const width = (people: number) => Math.max(0, Math.min(100, (100 * people) / scale))
  const words = t.aloneAndWithout(formatNumber(node.alone), formatNumber(node.without), signed(node.without - total))
  const order = reading === 'left' ? t.orderMatters : ''
  return (
    <Tooltip text={words + order}>
      <button type="button" className="funnel">
        <span className="funnel-main num-tab">{main}</span>
        <span className="funnel-sub num-tab">{sub}</span>
        <span className="vh">{t.funnelMeans(words)}</span>
        <svg className="funnel-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
          <rect className="bar-all" width="100" height="8" />
          <rect className="bar-before" width={width(pale)} height="8" />
          <rect className={reading === 'out' ? 'bar-out' : 'bar-left'} width={width(full)} height="8" />
        </svg>
      </button>
    </Tooltip>
  )
}

function leftOver(node: NodeCount) {
  const gone = node.before - node.left
  const share = node.before > 0 ? (100 * gone) / node.before : 0
  const sub = gone === 0 ? t.noChange : `−${share < 9.95 ? share.toFixed(1) : Math.round(share)}%`
  return { main: formatNumber(node.left), sub, full: node.left, pale: node.before }
}

function effect(node: NodeCount, reading: Reading) {
  if (node.adds === 0) return { main: '0', sub: t.noEffect, full: 0, pale: node.alone }
  return { main: `${reading === 'out' ? '−' : '+'}${formatNumber(node.adds)}`, sub: t.ofAll(formatNumber(node.alone)), full: node.adds, pale: node.alone }
}
