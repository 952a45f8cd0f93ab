/** BridgeError is a failed call in words for the user; message can be shown as it is. */
export class BridgeError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly path = '',
  ) {
    super(message)
    this.name = 'BridgeError'
  }
}

const unknownTrouble = 'Something went wrong that KVN Mail did not expect. Your data is untouched. Please try again.'

/** toBridgeError reads what a rejected call carries: JSON with code and message, or a plain sentence. */
export function toBridgeError(reason: unknown): BridgeError {
  if (reason instanceof BridgeError) return reason
  if (reason instanceof Error) return toBridgeError(reason.message)
  if (typeof reason === 'object' && reason !== null) return fromObject(reason)
  if (typeof reason !== 'string' || reason === '') return new BridgeError('internal', unknownTrouble)
  try {
    const value: unknown = JSON.parse(reason)
    if (typeof value === 'object' && value !== null) return fromObject(value)
  } catch {
    // A plain sentence is not JSON, and that is fine.
  }
  return new BridgeError('internal', reason)
}

function fromObject(value: object): BridgeError {
  const { code, message, fields } = value as { code?: string; message?: string; fields?: { path?: string } | null }
  return new BridgeError(code || 'internal', message || unknownTrouble, fields?.path ?? '')
}

/** sentenceOf is the sentence to show for anything thrown. */
export function sentenceOf(reason: unknown): string {
  return toBridgeError(reason).message
}
