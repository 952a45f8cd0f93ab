import { useComposer, useDocument, useFieldLabel } from './composerContext'
import { allBlocks } from './document'
import { blockLabel } from './blockLabel'
import { canWrite } from './canWrite'
import { useBlockKeys } from './useBlockKeys'

/** The mail as a list: the same blocks for keyboard and screen reader. */
export function Outline() {
  const { selected, select, write } = useComposer()
  const doc = useDocument()
  const labelOf = useFieldLabel()
  const onKey = useBlockKeys()
  return (
    <section className="outline" aria-label="Outline">
      <h2>Outline</h2>
      <ol>
        {allBlocks(doc).map((block) => (
          <li key={block.id}>
            <button
              type="button"
              className="outline-item"
              aria-current={selected === block.id || undefined}
              onClick={() => select(block.id)}
              onDoubleClick={() => canWrite(block) && write(block.id)}
              onKeyDown={(e) => onKey(e, block.id)}
            >
              {blockLabel(block, labelOf)}
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
