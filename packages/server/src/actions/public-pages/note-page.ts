import type { Brand } from '../../composing/brand.ts'
import type { PageTexts } from './page-texts.ts'
import { paragraph, toPage } from './shell.ts'
import { textsOf } from './texts-of.ts'

type Trouble = 'broken' | 'test' | 'expired'

/** A page that says one thing and offers nothing. */
export function notePage(
  { title, text }: { title: string; text: string },
  { texts = textsOf(null), brand = null }: { texts?: PageTexts; brand?: Brand | null } = {},
): string {
  return toPage({ lang: texts.lang, title, brand, body: paragraph(text) })
}

/** For links that we did not make, that are nobody's, or that are over. */
export function troublePage(trouble: Trouble, look: { texts?: PageTexts; brand?: Brand | null } = {}): string {
  const texts = (look.texts ?? textsOf(null)).trouble
  return notePage({ title: texts[`${trouble}Title`], text: texts[`${trouble}Text`] }, look)
}
