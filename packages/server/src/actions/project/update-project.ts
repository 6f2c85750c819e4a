import { projectUpdate } from '@rollcall/contract'
import { parseTimezone } from '@rollcall/filters'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import type { Transaction } from '../../store/database.ts'
import { type Streams, updateProject as storeProject } from '../../store/projects.ts'
import { findDomain } from '../../store/sending-domains.ts'
import { checkSendingHours } from '../check-sending-hours.ts'
import { toProject } from './to-project.ts'

export const updateProject = action(projectUpdate, async ({ product, caller, write }, { body }) => {
  const timezone = body.timezone === undefined ? undefined : getTimezone(body.timezone)
  checkSendingHours(body.campaignDefaults?.window, '/campaignDefaults/window')
  await write(async (transaction) => {
    const streams = body.streams && (await getStreams(transaction, body.streams))
    await storeProject(transaction, caller.projectId, { ...body, timezone, streams })
    // Filters with bare dates mean other instants in another zone.
    if (timezone !== undefined) transaction.touchDefinitions()
  })
  return toProject(product, caller.projectId)
})

type StreamsAsked = { marketing?: string | null | undefined; transactional?: string | null | undefined }

async function getStreams(transaction: Transaction, asked: StreamsAsked): Promise<Partial<Streams>> {
  const streams: Partial<Streams> = {}
  for (const stream of ['marketing', 'transactional'] as const) {
    const name = asked[stream]
    if (name === undefined) continue
    const found = name ? await findDomain(transaction, transaction.projectId, name) : null
    if (found === undefined)
      throw invalid(
        `/streams/${stream}`,
        `${JSON.stringify(name)} is no domain of this project; add it under Domains first`,
      )
    streams[stream] = found === null ? null : found.domain
  }
  return streams
}

function getTimezone(text: string): string {
  const timezone = parseTimezone(text)
  if (timezone === undefined) {
    throw invalid('/timezone', `${JSON.stringify(text)} is not a time zone; give an IANA name such as Europe/Berlin`)
  }
  return timezone
}
