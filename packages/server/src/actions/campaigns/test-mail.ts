import { toId } from '@rollcall/contract'
import { type Asker, compose, type Person, surroundingsOf } from '../../composing/compose.ts'
import { parseEmailAddress } from '../../contacts/email-address.ts'
import { buildMessage } from '../../email/build-message.ts'
import type { OutgoingMessage } from '../../email/outgoing-message.ts'
import type { CampaignTexts } from '../../email/personalise.ts'
import { withUtm } from '../../email/with-utm.ts'
import { invalid } from '../../failure.ts'
import { findDkimKey } from '../../senders/domain-key.ts'
import type { CampaignRecord } from '../../store/campaigns.ts'
import { listRefusals } from '../../store/suppressions.ts'
import { testMessageId } from './test-message-id.ts'

/** What a message says, and from whom. */
export type TestedMail = CampaignTexts & Pick<CampaignRecord, 'from' | 'fromName' | 'replyTo' | 'utm'>

/** Writes a message as somebody would get it for whoever tries it out: marked, untracked. */
export async function toMailWriter(
  asker: Asker,
  campaign: TestedMail,
  person: Person,
): Promise<(to: string) => OutgoingMessage> {
  const { product } = asker
  const { project, ...surroundings } = await surroundingsOf(asker)
  const content = compose({ ...campaign, html: withUtm(campaign.html, campaign.utm) }, person, surroundings)
  const dkim = await findDkimKey(product, project.id, campaign.from)
  const host = new URL(product.config.publicUrl).hostname
  return (to) =>
    buildMessage(
      { ...content, subject: `[Test] ${content.subject}` },
      {
        messageId: testMessageId(product),
        date: product.now(),
        from: campaign.from,
        fromName: campaign.fromName ?? project.from_name ?? project.name,
        replyTo: campaign.replyTo,
        to,
        unsubscribeUrl: surroundings.unsubscribeUrl,
        listId: `${toId('project', project.public_id)}.${host}`,
        dkim,
      },
    )
}

/** Folded doubles are one. Refuses those to whom nothing may ever be sent. */
export async function acceptAddresses({ product, projectId }: Asker, to: string[]): Promise<string[]> {
  const keys = to.map((text) => parseEmailAddress(text.trim().normalize('NFC'))?.key)
  const refusals = await listRefusals(
    product.database,
    projectId,
    keys.flatMap((key) => key ?? []),
  )
  const problems = keys.flatMap((key, place) => {
    const reason = key === undefined ? undefined : refusals.get(key)
    const detail =
      key === undefined
        ? `${JSON.stringify(to[place])} must be an e-mail address such as you@example.org`
        : reason && `${to[place]} is on the suppression list (${reason}): not even a test may be sent there`
    return detail ? [{ pointer: `/to/${place}`, detail }] : []
  })
  if (problems.length > 0) throw invalid(problems)
  return to.filter((_, place) => keys.indexOf(keys[place]) === place)
}
