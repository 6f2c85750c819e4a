import PostalMime from 'postal-mime'
import type { Transaction } from '../../store/database.ts'
import { listUnsettled, settleReports, type WaitingReport } from '../../store/provider-reports.ts'

/**
 * Forgets reports that nobody has understood yet, such as those whose message is still on its way into the ledger, where they
 * name somebody; `names` are in lower case.
 */
export async function forgetReportsNaming(transaction: Transaction, names: string[], now: Date): Promise<void> {
  const waiting = await listUnsettled(transaction)
  const texts = await Promise.all(waiting.map(textOf))
  const naming = waiting.filter((_, place) => names.some((name) => texts[place]?.includes(name)))
  const outcomes = naming.map(({ id }) => ({ id, outcome: 'erased' }))
  await settleReports(transaction, outcomes, { now, tryAt: now })
}

/** All that a report says, behind its encodings, in lower case. */
async function textOf({ source, body }: Pick<WaitingReport, 'source' | 'body'>): Promise<string> {
  const plain = body.toString()
  const decoded = await (source === 'mail' ? readParts(body) : readJson(plain))
  return `${plain}\n${decoded}`.toLowerCase()
}

function readJson(text: string): string {
  try {
    // Written anew, so that nothing hides behind an escape.
    return JSON.stringify(JSON.parse(text))
  } catch {
    return ''
  }
}

async function readParts(raw: Buffer): Promise<string> {
  try {
    const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true })
    const attached = mail.attachments.map(({ content }) =>
      typeof content === 'string' ? content : new TextDecoder().decode(content),
    )
    return [...mail.headers.map(({ value }) => value), mail.text ?? '', mail.html ?? '', ...attached].join('\n')
  } catch {
    return ''
  }
}
