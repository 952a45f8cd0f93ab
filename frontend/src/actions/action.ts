/** One thing a person can do, told once for buttons, menus, the palette and the keyboard. */
import type { LucideIcon } from 'lucide-react'

/** The menus of the program; the palette groups by them too. */
export type ActionGroup = 'file' | 'edit' | 'go' | 'view' | 'segment' | 'people' | 'campaign' | 'help'

export interface Action {
  /** "segment.save": the room, then the verb. Unique among what is on the screen. */
  id: string
  /** The words on it, with the name of what it would do: "Undo: Moved a rule". */
  label: string
  group: ActionGroup
  icon?: LucideIcon
  /** "Ctrl+Shift+Z", "F2", "Delete", "/". Ctrl is Command on a Mac. */
  keys?: string
  /** Shown, but does nothing now. */
  disabled?: boolean
  /** Its keys work while text is being written too. */
  whileTyping?: boolean
  /** For switches: whether it is on. */
  checked?: boolean
  run(): void
}
