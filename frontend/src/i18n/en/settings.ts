export const en = {
  appearance: 'Appearance',
  language: 'Language',
  textSize: 'Text size',
  theme: 'Theme',
  asTheSystem: 'As the system',
  light: 'Light',
  dark: 'Dark',
  rows: 'Rows',
  comfortable: 'Comfortable',
  compact: 'Compact',
}
