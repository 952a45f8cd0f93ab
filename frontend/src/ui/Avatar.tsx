import './feedback.css'

/** A person's initials. Decoration: the name always stands beside it. */
export function Avatar({ initials, size }: { initials: string; size?: 'small' | 'large' }) {
  return (
    <span className={`avatar ${size ? `avatar-${size}` : ''}`} aria-hidden>
      {initials}
    </span>
  )
}
