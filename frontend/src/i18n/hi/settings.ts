import type { en } from '../en/settings'

export const hi: typeof en = {
  appearance: 'रूप',
  language: 'भाषा',
  textSize: 'अक्षरों का आकार',
  theme: 'थीम',
  asTheSystem: 'सिस्टम जैसी',
  light: 'हल्की',
  dark: 'गहरी',
  rows: 'पंक्तियाँ',
  comfortable: 'खुली',
  compact: 'सघन',
}
