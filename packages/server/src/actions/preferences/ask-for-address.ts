import type { ActionContext } from '../../action.ts'
import { parseEmailAddress } from '../../contacts/email-address.ts'
import { countAddressChanges } from '../../store/address-changes.ts'
import { countNotices } from '../../store/notices.ts'
import { textsOf } from '../public-pages/texts-of.ts'
import { proofOf } from './make-changes.ts'
import type { Opened } from './open-preferences.ts'
import type { Told } from './preferences-page.ts'
import { sendAddressLink } from './send-address-link.ts'

// Whoever mistyped twice gets there; nobody can fill somebody's inbox.
const LINKS_PER_DAY = 3
const DAY_MS = 24 * 3_600_000

/** Sends a link to the address that somebody wants; nothing changes before they open it. */
export async function askForAddress(
  { product, request }: Pick<ActionContext, 'product' | 'request'>,
  { claim, preferences }: Opened,
  text: string,
): Promise<Told> {
  const { project, person } = preferences
  const texts = textsOf(person.language)
  const refuse = (sentence: string): Told => ({ sentences: [sentence], isTrouble: true })
  const wanted = parseEmailAddress(text)
  if (!wanted) return refuse(texts.trouble.noAddress(text))
  if (wanted.address === person.email) return refuse(texts.trouble.addressAgain)
  const at = product.now()
  const since = new Date(at.getTime() - DAY_MS)
  const asked = await countAddressChanges(product.database, project.id, { rowNo: person.rowNo, since })
  const written = await countNotices(product.database, project.id, { addressKey: wanted.key, since })
  if (asked >= LINKS_PER_DAY || written >= LINKS_PER_DAY) return refuse(texts.trouble.tooManyLetters)
  const proof = proofOf({ claim, project, request })
  await product.database.write({ projectId: project.id, actor: 'contact' }, (transaction) =>
    sendAddressLink(transaction, { product, preferences, to: wanted, reason: 'asked', proof, at }),
  )
  product.wake('notices')
  return { sentences: [texts.said.addressAsked(wanted.address)] }
}
