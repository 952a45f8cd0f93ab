import { keyCaps } from './keys'

/** Keys as they are printed on the keyboard. */
export function KeyCaps({ keys }: { keys: string }) {
  return <span className="key-caps">{keyCaps(keys).map((cap) => <kbd key={cap}>{cap}</kbd>)}</span>
}
