import type { Body } from '@rollcall/sdk'

/** The languages that pages for people speak. */
export type PageLanguage = NonNullable<Body<'preferences.preview'>['language']>

const NAMES: Record<PageLanguage, string> = {
  en: 'English',
  de: 'German',
  es: 'Spanish',
  fr: 'French',
  id: 'Indonesian',
}

// why: the keys are exactly those that the type demands
export const PAGE_LANGUAGES = Object.keys(NAMES) as PageLanguage[]

/** The languages to choose from, by name. */
export function languageChoices(): { value: PageLanguage; label: string }[] {
  return PAGE_LANGUAGES.map((value) => ({ value, label: NAMES[value] }))
}
