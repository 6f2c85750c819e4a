import type { PageTexts } from './page-texts.ts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import { es } from './texts/es.ts'
import { fr } from './texts/fr.ts'
import { id } from './texts/id.ts'

/** Every language that pages for people speak, English first. A new one is its file and its name here. */
export const PAGE_LANGUAGES: readonly PageTexts[] = [en, de, es, fr, id]

/** The texts for somebody's language, such as `de-AT`; English when there are none in it. */
export function textsOf(language: string | null): PageTexts {
  const [spoken] = (language ?? '').toLowerCase().split('-')
  return PAGE_LANGUAGES.find(({ lang }) => lang === spoken) ?? en
}

/** A day as it is written in the language, on the project's clock. */
export function writeDay(at: Date, { lang }: PageTexts, timezone: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: timezone }).format(at)
}
