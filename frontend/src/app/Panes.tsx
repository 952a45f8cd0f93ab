import { useCallback, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { Segmented } from '../ui/Segmented'
import { Separator } from '../ui/Separator'
import './Panes.css'

type Place = 'left' | 'middle' | 'right'

export interface PanesProps {
  /** The screen's name, under which the widths are remembered. */
  name: string
  left?: ReactNode
  middle: ReactNode
  right?: ReactNode
  /** What the panes are called where there is room for one only, and on their separators. */
  labels: { left?: string; middle: string; right?: string }
}

/** In rem, so that a pane grows with the text in it. */
const usual = { left: 12.75, right: 20.25 }
const limits = { left: { min: 10, max: 26 }, right: { min: 15, max: 36 } }

/**
 * What I can use, what I am making, what it means: three panes with widths that
 * are remembered. Where the window or the size of text leaves no room for three,
 * one is shown at a time.
 */
export function Panes({ name, left, middle, right, labels }: PanesProps) {
  const [widths, setWidth] = useWidths(name)
  const [shown, show] = useState<Place>('middle')
  const all = useRef<HTMLDivElement>(null)
  const side = (place: 'left' | 'right', content: ReactNode) =>
    content && (
      <>
        {place === 'left' && <div className="pane pane-left" data-pane>{content}</div>}
        <Separator
          label={labels[place] ?? ''} value={widths[place] ?? usual[place]} {...limits[place]}
          grows={place === 'left' ? 'right' : 'left'} onChange={(rem) => setWidth(place, rem)} onReset={() => setWidth(place, undefined)}
        />
        {place === 'right' && <div className="pane pane-right" data-pane>{content}</div>}
      </>
    )
  const options = (['left', 'middle', 'right'] as const).flatMap((value) => (labels[value] ? [{ value, label: labels[value] }] : []))
  return (
    <div ref={all} className="panes" data-shown={shown} style={styleOf(widths)}>
      <div className="pane-choice"><Segmented label={labels.middle} value={shown} options={options} onChange={show} block /></div>
      {side('left', left)}
      <div className="pane pane-middle" data-pane>{middle}</div>
      {side('right', right)}
    </div>
  )
}

type Widths = { left?: number; right?: number }

function styleOf({ left, right }: Widths): CSSProperties {
  return { ...(left && { '--left': `${left}rem` }), ...(right && { '--right': `${right}rem` }) } as CSSProperties
}

function useWidths(name: string): [Widths, (place: 'left' | 'right', rem: number | undefined) => void] {
  const key = `kvnmail.panes.${name}`
  const [widths, set] = useState<Widths>(() => remembered(key))
  const change = useCallback((place: 'left' | 'right', rem: number | undefined) => {
    set((before) => {
      const after = { ...before, [place]: rem }
      try {
        localStorage.setItem(key, JSON.stringify(after))
      } catch {
        // not remembered, still shown
      }
      return after
    })
  }, [key])
  return [widths, change]
}

function remembered(key: string): Widths {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>
    const width = (place: 'left' | 'right') => {
      const rem = Number(stored[place])
      return rem >= limits[place].min && rem <= limits[place].max ? rem : undefined
    }
    return { left: width('left'), right: width('right') }
  } catch {
    return {}
  }
}
