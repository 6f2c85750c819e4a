import type { PreparedContact } from '../../contacts/prepared-contact.ts'
import { toConfirmToken } from '../../email/confirm-token.ts'
import type { Product } from '../../product.ts'
import { listErased } from '../../store/erased-addresses.ts'
import type { FormRecord } from '../../store/forms.ts'
import { countNotices, queueNotice } from '../../store/notices.ts'
import type { ProjectRow } from '../../store/projects.ts'
import { findKnown, type Given, insertSignUp } from '../../store/sign-ups.ts'
import { subscribePerson } from './subscribe-person.ts'
import { writeSignUpMessage } from './write-sign-up-message.ts'

// A confirmation is good for a week.
export const GOOD_FOR_MS = 7 * 24 * 3_600_000
const LINKS_PER_DAY = 3
const DAY_MS = 24 * 3_600_000

export type Accepting = { form: FormRecord; project: ProjectRow; contact: PreparedContact; given: Given }

/**
 * What becomes of somebody who filled in a form; whatever it is, everybody is told the same. Who is on the suppression list,
 * bounced or was erased stays so. Who left comes back only by confirming, whatever the form says: anybody can type an address.
 */
export async function acceptSignUp(product: Product, accepting: Accepting): Promise<void> {
  const { form, project, contact, given } = accepting
  const { database, now } = product
  const addressKey = contact.emailKey
  if (!addressKey) return
  const { isSuppressed, status } = await findKnown(database, project.id, addressKey)
  if (isSuppressed || status === 'bounced') return
  if ((await listErased(database, project.id, [addressKey])).length > 0) return
  if (status === 'subscribed' && !form.doubleOptIn) return
  const at = now()
  const kept = {
    formId: form.id,
    version: form.version,
    addressKey,
    given,
    at,
    expiresAt: new Date(at.getTime() + GOOD_FOR_MS),
  }
  const mustConfirm = form.doubleOptIn || status === 'unsubscribed'
  if (mustConfirm) {
    const since = new Date(at.getTime() - DAY_MS)
    const written = await countNotices(database, project.id, { addressKey, since })
    if (written < LINKS_PER_DAY && project.from_email !== null) await askToConfirm(product, { ...accepting, kept })
    return
  }
  const { result: id } = await database.write({ projectId: project.id, actor: 'contact' }, (transaction) =>
    insertSignUp(transaction, kept),
  )
  await subscribePerson(product, { form, contact, confirmed: null, signUp: { ...kept, id } })
}

type Asking = Accepting & { kept: Parameters<typeof insertSignUp>[1] }

async function askToConfirm(product: Product, { form, project, given, kept }: Asking): Promise<void> {
  await product.database.write({ projectId: project.id, actor: 'contact' }, async (transaction) => {
    const id = await insertSignUp(transaction, kept)
    const token = toConfirmToken(product.config.secretKey, { kind: 'sign-up', projectId: project.id, id })
    const url = `${product.config.publicUrl}/confirm/${token}`
    const message = writeSignUpMessage({ form, project }, { to: given.email, url, expiresAt: kept.expiresAt })
    await queueNotice(transaction, { addressKey: kept.addressKey, message, at: kept.at })
  })
  product.wake('notices')
}
