import type { en } from '../en/studio'

export const hi: typeof en = {
  traits: 'गुण',
  rules: 'नियम',
  audience: 'दर्शक',
}
