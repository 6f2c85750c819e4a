import type { ActionContext, Download } from '../../action.ts'
import { brandOf } from '../../composing/brand.ts'
import { parseEmailAddress } from '../../contacts/email-address.ts'
import type { ConfirmClaim } from '../../email/confirm-token.ts'
import { NO_CAMPAIGN, toPreferencesToken } from '../../email/preferences-token.ts'
import { html } from '../../html.ts'
import type { Product } from '../../product.ts'
import { type AddressChange, findAddressChange, takeAddressChange } from '../../store/address-changes.ts'
import { errorCode, type Transaction } from '../../store/database.ts'
import { findPreferences, type PreferencePerson, type Preferences } from '../../store/preferences.ts'
import { applySteps, type PreferenceProof } from '../preferences/apply-steps.ts'
import { sendAddressLink } from '../preferences/send-address-link.ts'
import type { Step } from '../preferences/step.ts'
import { notePage, troublePage } from '../public-pages/note-page.ts'
import { paragraph, sendPage, toPage } from '../public-pages/shell.ts'
import { textsOf } from '../public-pages/texts-of.ts'

type Asked = Pick<ActionContext, 'product' | 'request' | 'reply'>
type Open = { change: AddressChange; preferences: Preferences & { person: PreferencePerson } }

const UNIQUE_VIOLATION = '23505'

/** Asks whether the address is theirs; only the button makes it so. */
export async function showAddress({ product, reply }: Asked, claim: ConfirmClaim): Promise<Download> {
  const open = await find(product, claim)
  if (!open) return sendPage(reply, troublePage('expired'), 410)
  const { change, preferences } = open
  const { project, senderName, person } = preferences
  const texts = textsOf(person.language)
  const { title, text, button } = texts.confirmAddress
  const body = html`${paragraph(text(person.email ?? '', change.address, senderName))}
<form method="post"><button>${button}</button></form>`
  return sendPage(reply, toPage({ lang: texts.lang, title, brand: brandOf(project, senderName), body }))
}

/** Makes the address theirs, and tells the one before. */
export async function confirmAddress(asked: Asked, claim: ConfirmClaim): Promise<Download> {
  const { product, reply } = asked
  const open = await find(product, claim)
  if (!open) return sendPage(reply, troublePage('expired'), 410)
  const { project, senderName, person } = open.preferences
  const look = { texts: textsOf(person.language), brand: brandOf(project, senderName) }
  try {
    const isDone = await write(asked, claim, open)
    if (!isDone) return sendPage(reply, troublePage('expired', look), 410)
  } catch (error) {
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error
    const { takenTitle, takenText } = look.texts.trouble
    return sendPage(reply, notePage({ title: takenTitle, text: takenText(open.change.address) }, look), 409)
  }
  product.wake('notices')
  const { doneTitle, doneText, toPreferences } = look.texts.confirmAddress
  const whose = { projectId: project.id, rowNo: person.rowNo, campaignUuid: NO_CAMPAIGN }
  const body = html`${paragraph(doneText(open.change.address, senderName))}
<p><a class="button" href="/preferences/${toPreferencesToken(product.config.secretKey, whose)}">${toPreferences}</a></p>`
  return sendPage(reply, toPage({ lang: look.texts.lang, title: doneTitle, brand: look.brand, body }))
}

/** undefined when the wish is over, or whoever had it is gone. */
async function find({ database, now }: Product, { projectId, id }: ConfirmClaim): Promise<Open | undefined> {
  const change = await findAddressChange(database, projectId, { id, now: now() })
  if (!change?.isOpen) return undefined
  const preferences = await findPreferences(database, { projectId, rowNo: change.rowNo, campaignUuid: NO_CAMPAIGN })
  return preferences?.person?.email
    ? { change, preferences: { ...preferences, person: preferences.person } }
    : undefined
}

async function write({ product, request }: Asked, claim: ConfirmClaim, { preferences }: Open): Promise<boolean> {
  const at = product.now()
  const { project, person } = preferences
  const proof = { ip: project.keep_ip ? request.ip : null, userAgent: request.userAgent }
  const { result } = await product.database.write(
    { projectId: claim.projectId, actor: 'contact' },
    async (transaction) => {
      const change = await takeAddressChange(transaction, { id: claim.id, now: at })
      if (!change) return false
      const steps: Step[] = [{ set: 'email', to: change.address }]
      // Whoever confirms from an address that works wants to hear again.
      if (person.status === 'bounced') steps.push({ set: 'status', to: 'subscribed' })
      const told: PreferenceProof = {
        source: 'preferences',
        campaign: null,
        ...proof,
        asked: { ...change.proof, at: change.at },
      }
      await applySteps(transaction, { rowNo: person.rowNo, campaignUuid: null, proof: told, at }, steps)
      await tellFormer(transaction, { product, preferences, change, proof: told, at })
      return true
    },
  )
  return result
}

type Former = Open & { product: Product; proof: PreferenceProof; at: Date }

/** Whoever reads the former address can take it back, should somebody else have done this. */
async function tellFormer(
  transaction: Transaction,
  { product, preferences, change, proof, at }: Former,
): Promise<void> {
  const former = parseEmailAddress(preferences.person.email ?? '')
  if (!former) return
  const moved = { ...preferences, person: { ...preferences.person, email: change.address } }
  await sendAddressLink(transaction, { product, preferences: moved, to: former, reason: 'moved', proof, at })
}
