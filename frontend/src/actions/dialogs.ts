import { create } from 'zustand'

/** Which of the program's own panels is open over the screen. */
export const useDialogs = create<{ shown: 'palette' | 'shortcuts' | undefined }>(() => ({ shown: undefined }))

export function closeDialogs(): void {
  useDialogs.setState({ shown: undefined })
}
