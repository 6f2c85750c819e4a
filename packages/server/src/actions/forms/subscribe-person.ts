import { toId } from '@rollcall/contract'
import type { PreparedContact } from '../../contacts/prepared-contact.ts'
import type { Product } from '../../product.ts'
import { upsertContacts } from '../../store/contact-upsert.ts'
import { type FormRecord, findWording, nameThings, offeredTopics } from '../../store/forms.ts'
import { fillPhone } from '../../store/phone-numbers.ts'
import { logPreference, proveSubscription } from '../../store/preferences.ts'
import { type SignUp, takeSignUp } from '../../store/sign-ups.ts'
import { answerTopic } from '../../store/topic-answers.ts'

export type Subscribing = {
  form: FormRecord
  signUp: SignUp
  contact: PreparedContact
  /** How they confirmed; null where the form asks for no confirmation. */
  confirmed: { ip: string | null; userAgent: string | null } | null
}

/** Was confirmed by somebody else at the same moment. */
class AlreadyTaken extends Error {}

/**
 * Makes somebody who filled in a form a subscriber, with tags, topics and the proof of what they agreed to. What is known of
 * them stays; only what is missing is filled in. Returns whether this call did it.
 */
export async function subscribePerson(
  { database, now }: Pick<Product, 'database' | 'now'>,
  { form, signUp, contact, confirmed }: Subscribing,
): Promise<boolean> {
  const { projectId } = form
  const at = now()
  const named = await nameThings(database, projectId, form)
  const wording = await findWording(database, projectId, { formId: form.id, version: signUp.version })
  const proof = {
    source: 'form',
    form: form.name,
    formId: toId('form', form.id),
    version: signUp.version,
    title: wording?.title ?? form.title,
    wording: wording?.text ?? form.text,
    address: signUp.given.email,
    askedAt: signUp.at,
    ...signUp.given.proof,
    ...(confirmed && { confirmedAt: at, confirmedFrom: confirmed }),
  }
  const tags = [...named.tags.values()].map(({ id }) => id)
  const tagIds = new Map([...named.tags].map(([uuid, { id }]) => [id, uuid]))
  // A phone number would find somebody else's contact: whoever fills in a form is who their address says.
  const { phone, ...values } = contact.values
  const given: PreparedContact = { ...contact, values, status: 'subscribed', resubscribe: true, proof, tags }
  const offered = offeredTopics(form, named.topics).filter(({ id }) => signUp.given.topics.includes(id))
  const write = async <Result>(work: Parameters<typeof database.write<Result>>[1]) =>
    (await database.write({ projectId, actor: 'contact' }, work)).result
  try {
    await upsertContacts(
      { database, projectId, write },
      {
        contacts: [given],
        async andThen(transaction, { outcomes }) {
          const [outcome] = outcomes
          const isWritten = outcome !== undefined && 'contact' in outcome
          const taken = { id: signUp.id, rowNo: isWritten ? outcome.contact.now.rowNo : null, now: at }
          if (!(await takeSignUp(transaction, taken))) throw new AlreadyTaken()
          if (!isWritten) return
          const { before, now: after } = outcome.contact
          const { rowNo } = after
          if (confirmed) {
            await logPreference(transaction, { rowNo, state: 'asked', proof, at: signUp.at })
            // Whoever was subscribed already has proof from now on.
            if (before?.status === 'subscribed') await proveSubscription(transaction, { rowNo, proof, at })
          }
          if (phone) await fillPhone(transaction, { rowNo, phone, at })
          for (const topic of offered) await answerTopic(transaction, { topic, rowNo, subscribed: true, proof, at })
        },
      },
      { now: at, onConflict: 'upsert', tagIds, policyRules: { policies: fillOnly(given), tagsForAll: [] } },
    )
    return true
  } catch (error) {
    if (error instanceof AlreadyTaken) return false
    throw error
  }
}

/** A form may be filled in by anybody for anybody: it overwrites nothing. */
function fillOnly({ values, fields }: PreparedContact): Record<string, 'fill' | 'keep'> {
  const own = Object.keys(fields).map((key) => `fields.${key}`)
  return {
    ...Object.fromEntries([...Object.keys(values), ...own].map((name) => [name, 'fill' as const])),
    email: 'keep',
  }
}
