import { Quote } from 'lucide-react'
import { t } from '../../../i18n/canvas'
import { IconButton } from '../../../ui/IconButton'
import { useAnswer } from '../state/answer'
import { copyWords } from '../state/clipboard'
import { focusNode, setHot, useView } from '../state/view'

/** The whole rule as one sentence. A clause lights its rule and leads to it. */
export function Sentence() {
  const phrases = useAnswer((s) => s.sentence)
  const hot = useView((s) => s.hot)
  return (
    <p className="sentence selectable" aria-label={t.sentence}>
      {(phrases ?? []).map((p, i) =>
        p.kind === 'clause' ? (
          <a
            key={i}
            href="#rule"
            className={`phrase${hot === p.nodeId ? ' hot' : ''}`}
            data-hue={p.category}
            onPointerEnter={() => setHot(p.nodeId)}
            onPointerLeave={() => setHot(undefined)}
            onClick={(e) => {
              e.preventDefault()
              focusNode(p.nodeId)
            }}
          >
            {p.text}
          </a>
        ) : (
          <span key={i} className={p.kind === 'but' ? 'but' : undefined}>
            {p.text}
          </span>
        ),
      )}
      {!phrases && ' '}
      {phrases && phrases.length > 0 && (
        <IconButton small className="sentence-copy" label={t.copyWords} onClick={() => void copyWords(phrases.map((p) => p.text).join(''))}><Quote size={13} /></IconButton>
      )}
    </p>
  )
}
