export const en = {
  traits: 'Traits',
  rules: 'Rules',
  audience: 'Audience',
}
