/** An error of the backend: a code to decide by and a sentence to show. */
export class BridgeError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** What the error is about, such as the path of a rule node; "" for the whole. */
    readonly path = '',
  ) {
    super(message)
    this.name = 'BridgeError'
  }
}

const unknownFailure = 'Something went wrong inside KVN Mail. Nothing was lost. Please try again.'

/** Reads what a binding rejected with: JSON with code and message, or plain words. */
export function toBridgeError(reason: unknown): BridgeError {
  if (reason instanceof BridgeError) return reason
  const text = reason instanceof Error ? reason.message : typeof reason === 'string' ? reason : ''
  const parsed = parseError(text)
  if (parsed) return new BridgeError(parsed.code, parsed.message, parsed.fields?.path)
  return new BridgeError('internal', text || unknownFailure)
}

function parseError(text: string): { code: string; message: string; fields?: { path?: string } } | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const value = JSON.parse(text)
    return typeof value.code === 'string' && typeof value.message === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/** The sentence to show for anything that was thrown. */
export function sentenceOf(reason: unknown): string {
  return toBridgeError(reason).message
}
