import { toId } from '@rollcall/contract'
import { brandOf } from '../../composing/brand.ts'
import { writeNotice } from '../../composing/write-notice.ts'
import { parseEmailAddress } from '../../contacts/email-address.ts'
import { findStopped, listToldOf } from '../../store/campaign-stops.ts'
import type { Transaction } from '../../store/database.ts'
import { queueNotice } from '../../store/notices.ts'
import { getProject } from '../../store/projects.ts'

type Stop = { error: string; at: Date; publicUrl: string }

/**
 * Writes to whoever made a campaign (a UUID) that it stopped by itself, or to the owners where no person of the project did; to be
 * called once, in the transaction that stops it. A project without an address to write from tells nobody.
 */
export async function tellStopped(transaction: Transaction, id: string, { error, at, publicUrl }: Stop): Promise<void> {
  const project = await getProject(transaction, transaction.projectId)
  const campaign = await findStopped(transaction, id)
  const from = project.from_email || campaign?.from
  if (!campaign || !from) return
  const url = `${publicUrl}/campaigns/${toId('campaign', id)}`
  for (const { email, name } of await listToldOf(transaction, campaign.createdBy)) {
    const message = writeNotice(
      {
        lang: 'en',
        brand: brandOf(project, project.from_name ?? project.name),
        subject: `“${campaign.name}” stopped by itself`,
        greeting: name ? `Hello ${name},` : 'Hello,',
        before: [`The campaign “${campaign.name}” of ${project.name} stopped by itself.`, error],
        button: { label: 'Look at the campaign', url },
        after: ['Nothing more of it is sent before somebody mends this.'],
      },
      { from, to: email },
    )
    const addressKey = parseEmailAddress(email)?.key ?? email.toLowerCase()
    await queueNotice(transaction, { addressKey, message, at })
  }
}
