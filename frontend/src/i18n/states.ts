/** How a campaign stands, in a word. */
export const campaignStates: Record<string, string> = { draft: 'Draft', sending: 'Sending', paused: 'Paused', sent: 'Sent' }
