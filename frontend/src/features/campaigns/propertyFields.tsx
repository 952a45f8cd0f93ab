import { RotateCcw } from 'lucide-react'
import { useState } from 'react'

interface TextProps {
  label: string
  value: string
  placeholder?: string
  onChange(value: string): void
  /** Which values may be stored; others wait in the field until they are whole. */
  lazy?: (value: string) => boolean
}

export function TextField({ label, value, placeholder, onChange, lazy }: TextProps) {
  const [typed, setTyped] = useState<string>()
  const wrong = typed !== undefined && lazy !== undefined && !lazy(typed)
  const change = (next: string) => {
    setTyped(next)
    if (!lazy || lazy(next)) onChange(next)
  }
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <input className={`input ${wrong ? 'bad' : ''}`} value={typed ?? value} placeholder={placeholder} aria-invalid={wrong || undefined} onChange={(e) => change(e.target.value)} onBlur={() => setTyped(undefined)} />
    </label>
  )
}

interface NumberProps {
  label: string
  value: number | undefined
  /** What holds when nothing is chosen. */
  inherited: number
  min: number
  max: number
  step?: number
  hint?: string
  onChange(value: number | undefined): void
}

/** A number within limits. Half-typed numbers are not stored. */
export function NumberField({ label, value, inherited, min, max, step = 1, hint, onChange }: NumberProps) {
  const [typed, setTyped] = useState<string>()
  const change = (text: string) => {
    setTyped(text)
    const number = Number(text)
    if (text.trim() === '') onChange(undefined)
    else if (Number.isFinite(number) && number >= min && number <= max) onChange(number)
  }
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <input className="input" type="number" min={min} max={max} step={step} value={typed ?? value ?? inherited} onChange={(e) => change(e.target.value)} onBlur={() => setTyped(undefined)} />
      {hint && <span className="field-hint">{hint}</span>}
    </label>
  )
}

interface ColourProps {
  label: string
  value: string | undefined
  inherited: string
  onChange(value: string | undefined): void
}

/** A colour as a swatch and as its code. */
export function ColourField({ label, value, inherited, onChange }: ColourProps) {
  const [typed, setTyped] = useState<string>()
  const change = (text: string) => {
    setTyped(text)
    if (isColour(text)) onChange(text)
  }
  return (
    <div className="field" role="group" aria-label={label}>
      <span className="field-label">{label}</span>
      <div className="colour-field">
        <input type="color" aria-label={`${label}, swatch`} value={longColour(value || inherited)} onChange={(e) => onChange(e.target.value)} />
        <input className="input" aria-label={`${label}, code`} value={typed ?? value ?? ''} placeholder={inherited} onChange={(e) => change(e.target.value.trim())} onBlur={() => setTyped(undefined)} />
        {value && (
          <button type="button" className="ib sm" aria-label={`${label}: as in the mail`} title="As in the mail" onClick={() => onChange(undefined)}>
            <RotateCcw size={13} />
          </button>
        )}
      </div>
    </div>
  )
}

function isColour(text: string): boolean {
  return /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text)
}

/** #abc as #aabbcc, the only form a colour input takes. */
function longColour(colour: string): string {
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour
  if (/^#[0-9a-f]{3}$/i.test(colour)) return `#${[...colour.slice(1)].map((c) => c + c).join('')}`
  return '#000000'
}
