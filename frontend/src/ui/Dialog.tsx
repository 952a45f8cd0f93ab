import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './Button'
import { t } from '../i18n/frame'

interface Props {
  open: boolean
  onClose: () => void
  title: string
  text?: ReactNode
  /** Buttons at the bottom, the primary one last. */
  actions?: ReactNode
  size?: 'wide' | 'full'
  children?: ReactNode
}

/** Dialog stops everything else until it is answered; Escape closes it. */
export function Dialog({ open, onClose, title, text, actions, size, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className={`dialog${size ? ` ${size}` : ''}`}>
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="ib" aria-label={t.close}><X size={16} /></Base.Close>
          </div>
          {text && <Base.Description className="dialog-text">{text}</Base.Description>}
          <div className="dialog-body">{children}</div>
          {actions && <div className="dialog-foot">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

interface ConfirmProps {
  open: boolean
  onClose: () => void
  title: string
  text: string
  /** The words on the button say what will happen. */
  action: string
  onConfirm: () => void
}

/** Confirm asks before something that cannot be undone. */
export function Confirm({ open, onClose, title, text, action, onConfirm }: ConfirmProps) {
  const actions = (
    <>
      <Button onClick={onClose}>{t.cancel}</Button>
      <Button tone="danger" onClick={() => { onClose(); onConfirm() }}>{action}</Button>
    </>
  )
  return <Dialog open={open} onClose={onClose} title={title} text={text} actions={actions} />
}
