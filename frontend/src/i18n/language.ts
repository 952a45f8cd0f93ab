/** The language of the interface, and how screens get their words in it. */
import { create } from 'zustand'

export type Language = 'en' | 'hi'

/** Every language with the name it has in itself. */
export const languages: { value: Language; name: string }[] = [
  { value: 'en', name: 'English' },
  { value: 'hi', name: 'हिन्दी' },
]

export const useLanguage = create<{ language: Language }>(() => ({ language: 'en' }))

/** Shows the interface in a language; one that is not there leaves it as it is. */
export function speak(language: string): void {
  const known = languages.find((l) => l.value === language)
  if (!known) return
  document.documentElement.lang = known.value
  useLanguage.setState({ language: known.value })
}

/**
 * The words of one room of the interface. Every language has the same keys, which
 * the type checker holds: a whole sentence each, or a function that makes one from
 * numbers and names. Read them when drawing, never once at the start: they change
 * with the language.
 */
export function messages<Words extends object>(all: Record<Language, Words>): Words {
  return new Proxy(all.en, { get: (_, key) => Reflect.get(all[useLanguage.getState().language], key) })
}
