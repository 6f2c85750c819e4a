import { brandOf } from '../../composing/brand.ts'
import { writeNotice } from '../../composing/write-notice.ts'
import type { EmailAddress } from '../../contacts/email-address.ts'
import { toConfirmToken } from '../../email/confirm-token.ts'
import type { Product } from '../../product.ts'
import { insertAddressChange } from '../../store/address-changes.ts'
import type { Transaction } from '../../store/database.ts'
import { queueNotice } from '../../store/notices.ts'
import type { PreferencePerson, Preferences } from '../../store/preferences.ts'
import type { PageTexts } from '../public-pages/page-texts.ts'
import { textsOf, writeDay } from '../public-pages/texts-of.ts'
import type { PreferenceProof } from './apply-steps.ts'

const GOOD_FOR_MS = 7 * 24 * 3_600_000

export type AddressLink = {
  product: Pick<Product, 'config'>
  preferences: Preferences & { person: PreferencePerson }
  to: Pick<EmailAddress, 'address' | 'key'>
  /** asked: it shall become theirs. moved: it was theirs, and whoever reads it may take it back. */
  reason: 'asked' | 'moved'
  proof: PreferenceProof
  at: Date
}

/** Sends a link to an address with which it becomes, or is again, the person's. Good for a week, once. */
export async function sendAddressLink(transaction: Transaction, link: AddressLink): Promise<void> {
  const { product, preferences, to, proof, at } = link
  const { project, person, senderName, fromEmail } = preferences
  if (fromEmail === null) return
  const expiresAt = new Date(at.getTime() + GOOD_FOR_MS)
  const { rowNo } = person
  const id = await insertAddressChange(transaction, { rowNo, address: to.address, proof, at, expiresAt })
  const token = toConfirmToken(product.config.secretKey, { kind: 'address', projectId: project.id, id })
  const texts = textsOf(person.language)
  const message = writeNotice(
    {
      lang: texts.lang,
      brand: brandOf(project, senderName),
      greeting: texts.mail.hello(person.firstName),
      ...wordsOf(link, texts, writeDay(expiresAt, texts, project.timezone)),
      button: {
        label: link.reason === 'asked' ? texts.mail.addressButton : texts.mail.movedButton,
        url: `${product.config.publicUrl}/confirm/${token}`,
      },
    },
    { from: fromEmail, to: to.address },
  )
  await queueNotice(transaction, { addressKey: to.key, message, at })
}

function wordsOf({ preferences, to, reason }: AddressLink, { mail }: PageTexts, until: string) {
  const { person, senderName } = preferences
  if (reason === 'asked') {
    const before = [mail.addressText(to.address, senderName)]
    return { subject: mail.addressSubject(senderName), before, after: [mail.validUntil(until), mail.notYou] }
  }
  const before = [mail.movedText(to.address, person.email ?? '', senderName)]
  return { subject: mail.movedSubject(senderName), before, after: [mail.validUntil(until)] }
}
