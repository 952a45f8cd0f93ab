import { Button as Base } from '@base-ui/react/button'
import type { ComponentProps } from 'react'

type Props = ComponentProps<typeof Base> & { tone?: 'primary' | 'danger' | 'quiet'; size?: 'large' }

/** Button is a labelled action. One primary button a screen. */
export function Button({ tone, size, className, type = 'button', ...rest }: Props) {
  return <Base {...rest} type={type} className={['btn', tone, size, className].filter(Boolean).join(' ')} />
}
