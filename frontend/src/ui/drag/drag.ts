/**
 * Dragging with pointer events, the one way things are dragged in the product.
 * Native drag and drop is never used: WebKitGTK loses the next press after it.
 * This layer knows nothing of what is dragged; a plan says what lies under the
 * pointer and what a drop does.
 */
import type { PointerEvent as ReactPointerEvent } from 'react'
import { create, type StoreApi, type UseBoundStore } from 'zustand'

/** What a point offers at once, and what it becomes when the pointer rests there. */
export interface Found<T> {
  target?: T
  /** Why what one might expect of the place cannot be done. */
  why?: string
  /** Taken once the pointer has stayed with the same key for the time of rest. */
  rest?: { key: string; target: T }
}

/** One drag: what is held, where it may go, what happens there. */
export interface DragPlan<C, T> {
  cargo: C
  locate(x: number, y: number, copy: boolean): Found<T>
  drop(target: T, copy: boolean): void
  /** What scrolls when the pointer comes near its top or bottom edge. */
  scroller(): HTMLElement | null
}

/** What a drag shows while it lasts; cargo is undefined when nothing is dragged. */
export interface DragState<C, T> {
  cargo: C | undefined
  target: T | undefined
  why: string
  copy: boolean
  x: number
  y: number
}

export interface DragLayer<C, T> {
  use: UseBoundStore<StoreApi<DragState<C, T>>>
  /** Call on pointerdown; nothing happens until the pointer has moved 4 pixels. */
  start(event: ReactPointerEvent, plan: DragPlan<C, T>): void
  /** Ends a drag without a drop. */
  cancel(): void
}

const threshold = 4
const restTime = 150
const edge = 44

/** Makes a layer for one kind of cargo and target. */
export function createDragLayer<C, T>(): DragLayer<C, T> {
  const idle: DragState<C, T> = { cargo: undefined, target: undefined, why: '', copy: false, x: 0, y: 0 }
  const use = create<DragState<C, T>>(() => idle)
  let running: Drag<C, T> | undefined
  const start = (event: ReactPointerEvent, plan: DragPlan<C, T>) => {
    if (event.button !== 0 || !event.isPrimary) return
    running?.end()
    running = new Drag(event, plan, (state) => use.setState(state ?? idle))
  }
  return { use, start, cancel: () => running?.end() }
}

class Drag<C, T> {
  private on = false
  private x: number
  private y: number
  private copy = false
  private target: T | undefined
  private restKey = ''
  private rested = false
  private restTimer = 0
  private frame = 0
  private readonly off = new AbortController()

  constructor(
    private readonly press: ReactPointerEvent,
    private readonly plan: DragPlan<C, T>,
    private readonly show: (state: DragState<C, T> | undefined) => void,
  ) {
    this.x = press.clientX
    this.y = press.clientY
    const on = <K extends keyof WindowEventMap>(name: K, then: (e: WindowEventMap[K]) => void, capture = false) =>
      window.addEventListener(name, then, { capture, signal: this.off.signal, passive: false })
    on('pointermove', (e) => this.move(e))
    on('pointerup', (e) => e.pointerId === press.pointerId && this.release())
    on('pointerdown', () => this.end(), true)
    on('pointercancel', () => this.end())
    on('contextmenu', (e) => e.preventDefault(), true)
    on('blur', () => this.end())
    on('keydown', (e) => this.key(e), true)
    on('keyup', (e) => this.key(e), true)
  }

  private move(e: PointerEvent) {
    if (e.pointerId !== this.press.pointerId) return
    if (e.buttons > 1) return this.end()
    if (!this.on && Math.hypot(e.clientX - this.x, e.clientY - this.y) < threshold) return
    if (!this.on) this.begin()
    e.preventDefault()
    this.x = e.clientX
    this.y = e.clientY
    this.copy = e.ctrlKey
    this.look()
  }

  private begin() {
    this.on = true
    document.body.classList.add('dragging')
    this.frame = requestAnimationFrame(this.scroll)
  }

  /** Asks the plan what lies under the pointer and shows it. */
  private look() {
    const { target, rest, why = '' } = this.plan.locate(this.x, this.y, this.copy)
    if (rest?.key !== this.restKey) this.awaitRest(rest?.key ?? '')
    this.target = rest && this.rested ? rest.target : target
    this.show({ cargo: this.plan.cargo, target: this.target, why, copy: this.copy, x: this.x, y: this.y })
  }

  private awaitRest(key: string) {
    clearTimeout(this.restTimer)
    this.restKey = key
    this.rested = false
    if (key === '') return
    this.restTimer = window.setTimeout(() => {
      this.rested = true
      if (this.on) this.look()
    }, restTime)
  }

  private readonly scroll = () => {
    const room = this.plan.scroller()
    const box = room?.getBoundingClientRect()
    if (room && box && this.x > box.left && this.x < box.right) {
      const by = Math.min(0, this.y - box.top - edge) + Math.max(0, this.y - box.bottom + edge)
      const before = room.scrollTop
      if (by !== 0) room.scrollTop += Math.sign(by) * Math.min(edge, Math.ceil(Math.abs(by) / 4))
      if (room.scrollTop !== before) this.look()
    }
    this.frame = requestAnimationFrame(this.scroll)
  }

  private key(e: KeyboardEvent) {
    if (!this.on) return
    if (e.key === 'Escape' && e.type === 'keydown') {
      e.preventDefault()
      e.stopPropagation()
      this.end()
    } else if (e.key === 'Control') {
      this.copy = e.type === 'keydown'
      this.look()
    }
  }

  private release() {
    const { on, target, copy } = this
    this.end()
    if (on && target !== undefined) this.plan.drop(target, copy)
  }

  end() {
    this.off.abort()
    clearTimeout(this.restTimer)
    cancelAnimationFrame(this.frame)
    if (!this.on) return
    this.on = false
    document.body.classList.remove('dragging')
    swallowClick()
    this.show(undefined)
  }
}

/** The click that follows the release belongs to the drag, not to what lies there. */
function swallowClick() {
  const swallow = (e: Event) => {
    e.preventDefault()
    e.stopPropagation()
  }
  const off = new AbortController()
  window.addEventListener('click', swallow, { capture: true, once: true, signal: off.signal })
  setTimeout(() => off.abort(), 0)
}
