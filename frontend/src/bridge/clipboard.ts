/** The system's clipboard: Go's in the window, the browser's elsewhere. */

type Runtime = { ClipboardSetText?(text: string): Promise<boolean>; ClipboardGetText?(): Promise<string> }

const runtime = () => window.runtime as unknown as Runtime | undefined

/** Puts words on the clipboard. False where there is none. */
export async function copyText(text: string): Promise<boolean> {
  try {
    const { ClipboardSetText: set } = runtime() ?? {}
    if (set) return await set(text)
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** The words on the clipboard, "" for none. */
export async function pastedText(): Promise<string> {
  try {
    const { ClipboardGetText: get } = runtime() ?? {}
    return get ? await get() : await navigator.clipboard.readText()
  } catch {
    return ''
  }
}
