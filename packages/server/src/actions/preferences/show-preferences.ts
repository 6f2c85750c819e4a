import { preferencesPage as route } from '@rollcall/contract'
import { action, Download } from '../../action.ts'
import type { Product } from '../../product.ts'
import { listTopicChoices } from '../../store/preferences.ts'
import { sendPage } from '../public-pages/shell.ts'
import { textsOf } from '../public-pages/texts-of.ts'
import { type Opened, openPreferences } from './open-preferences.ts'
import { preferencesPage, type Told } from './preferences-page.ts'

/** Link scanners follow every link: looking changes nothing. */
export const showPreferencesAction = action(route, async ({ product, reply }, { params }) => {
  const opened = await openPreferences(product, params.token, reply)
  if (opened instanceof Download) return opened
  return sendPage(reply, await writePage(product, opened))
})

/** Somebody's page as the record has them now. */
export async function writePage(
  { database }: Pick<Product, 'database'>,
  { preferences }: Pick<Opened, 'preferences'>,
  told?: Told,
): Promise<string> {
  const { project, person } = preferences
  const topics = await listTopicChoices(database, project.id, person.rowNo)
  const texts = textsOf(person.language)
  return preferencesPage({ preferences, topics, texts, canChangeAddress: preferences.fromEmail !== null, told })
}
