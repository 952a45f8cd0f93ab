import type { AccountView } from '../../bridge/client'

interface Preset {
  value: string
  label: string
  settings: Partial<AccountView>
}

/** What the help pages of well-known providers say under SMTP. */
export const presets: Preset[] = [
  { value: 'gmail', label: 'Gmail or Google Workspace', settings: { host: 'smtp.gmail.com', port: 587, tls: 'starttls' } },
  { value: 'zoho', label: 'Zoho Mail', settings: { host: 'smtppro.zoho.in', port: 587, tls: 'starttls' } },
  { value: 'ses', label: 'Amazon SES (Mumbai)', settings: { host: 'email-smtp.ap-south-1.amazonaws.com', port: 587, tls: 'starttls' } },
  { value: 'own', label: 'Another server', settings: {} },
]
