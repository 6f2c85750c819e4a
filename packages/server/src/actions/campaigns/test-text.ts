import { type TextChannel, toId } from '@rollcall/contract'
import { CHANNEL_NAMES } from '../../audience/reachable.ts'
import { type Asker, composeText, type Person, surroundingsOf } from '../../composing/compose.ts'
import { parseReachableAddress, unreachableWords } from '../../contacts/reachable-address.ts'
import { failure, invalid } from '../../failure.ts'
import type { TextMessage } from '../../senders/text-message.ts'
import type { CampaignRecord } from '../../store/campaigns.ts'
import { listChannelRefusals } from '../../store/channel-refusals.ts'
import { testMessageId } from './test-message-id.ts'

type Tested = Pick<CampaignRecord, 'id' | 'text'> & { channel: TextChannel }

/** Writes a text as somebody would get it for whoever tries it out: marked, and nobody's contact. */
export async function toTextWriter(
  asker: Asker,
  { id, channel, text: source }: Tested,
  person: Person,
): Promise<(to: string) => TextMessage> {
  const { product } = asker
  const text = composeText(source ?? '', person, await surroundingsOf(asker))
  if (text === '') throw failure('cannot_launch', { reason: 'Nothing is left of the text for this person.' })
  return (to) => ({
    ...{ channel, to, kind: 'test', campaign: toId('campaign', id), contact: null, text: `[Test] ${text}` },
    messageId: testMessageId(product),
  })
}

/** The addresses as they are sent to, each once. Refuses what is none, and those to which nothing may ever be sent. */
export async function acceptNumbers(
  { product, projectId }: Asker,
  given: string[],
  channel: TextChannel,
): Promise<string[]> {
  const addresses = given.map((text) => parseReachableAddress(text, channel))
  const known = addresses.flatMap((address) => address ?? [])
  const refusals = await listChannelRefusals(product.database, projectId, { channel, addresses: known })
  const problems = addresses.flatMap((address, place) => {
    const reason = address === undefined ? undefined : refusals.get(address)
    const detail =
      address === undefined
        ? unreachableWords(given[place] ?? '')
        : reason && `${address} ${WORDS[reason]?.(channel) ?? reason}: not even a test may be sent there`
    return detail ? [{ pointer: `/to/${place}`, detail }] : []
  })
  if (problems.length > 0) throw invalid(problems)
  return [...new Set(known)]
}

const WORDS: Record<string, (channel: TextChannel) => string> = {
  opted_out: (channel) => `answered STOP, or said no to ${CHANNEL_NAMES[channel]} otherwise`,
  bounced: () => 'does not exist, says the service that carries texts',
  suppressed: () => 'is of somebody who had themselves erased',
}
