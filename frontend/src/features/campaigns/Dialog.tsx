import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  title: string
  size?: 'wide' | 'full'
  children: ReactNode
  foot?: ReactNode
  onClose(): void
}

/** A dialog that is open as long as it is drawn. */
export function Dialog({ title, size, children, foot, onClose }: Props) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className={`dialog campaign-dialog ${size ?? ''}`}>
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="ib" aria-label="Close">
              <X size={16} />
            </Base.Close>
          </div>
          <div className="dialog-body scroll">{children}</div>
          {foot && <div className="dialog-foot">{foot}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
