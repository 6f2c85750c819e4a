import type { Download } from '../../action.ts'
import { brandOf } from '../../composing/brand.ts'
import type { MessageClaim } from '../../email/message-claim.ts'
import { parsePreferencesToken } from '../../email/preferences-token.ts'
import { PREVIEW_TOKEN } from '../../email/unsubscribe-url.ts'
import type { Product } from '../../product.ts'
import { findPreferences, type PreferencePerson, type Preferences } from '../../store/preferences.ts'
import { notePage, troublePage } from '../public-pages/note-page.ts'
import { sendPage } from '../public-pages/shell.ts'
import { textsOf } from '../public-pages/texts-of.ts'

/** Whose page it is, and by which link they came. */
export type Opened = { claim: MessageClaim; preferences: Preferences & { person: PreferencePerson } }

type Reply = Parameters<typeof sendPage>[0]

/** Whom a token is about, or the page that says why there is nobody. */
export async function openPreferences(
  { config, database }: Pick<Product, 'config' | 'database'>,
  token: string,
  reply: Reply,
): Promise<Opened | Download> {
  if (token === PREVIEW_TOKEN) return sendPage(reply, troublePage('test'))
  const claim = parsePreferencesToken(config.secretKey, token)
  const preferences = claim && (await findPreferences(database, claim))
  if (!claim || !preferences) return sendPage(reply, troublePage('broken'), 404)
  const { person, project, senderName } = preferences
  if (person?.email) return { claim, preferences: { ...preferences, person } }
  const { goneTitle, goneText } = textsOf(null).trouble
  const look = { brand: brandOf(project, senderName) }
  return sendPage(reply, notePage({ title: goneTitle, text: goneText(senderName) }, look))
}
