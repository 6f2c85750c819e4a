import type { PointedProblem, RouteInput, sendingSendText } from '@rollcall/contract'
import { checkWayOut, checkWritten, LONGEST_SMS } from '../../composing/check-text-message.ts'
import { type Asker, surroundingsOf } from '../../composing/compose.ts'
import { parseReachableAddress, unreachableWords } from '../../contacts/reachable-address.ts'
import { parseText, personalText } from '../../email/personal-text.ts'
import { failure, invalid } from '../../failure.ts'
import { findChannelProblem } from '../../senders/find-transport-problem.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import { findSendingProvider } from '../../store/providers.ts'
import { findFillingProblems, findSizeProblems } from './check-texts.ts'

/** What a program wants sent. */
export type TextBody = RouteInput<typeof sendingSendText>['body']

/** Understands a request but for whom it is to reach: its provider and what is worth a warning. Refuses what could not be sent. */
export async function checkTextSending(asker: Asker, body: TextBody) {
  const { product, projectId } = asker
  const { channel, to, text, variables = {}, providerType } = body
  const provider = await findSendingProvider(product.database, projectId, { text: providerType ?? null, channel })
  const problems = [
    ...(to !== undefined && parseReachableAddress(to, channel) === undefined
      ? [{ pointer: '/to', detail: unreachableWords(to) }]
      : []),
    ...(providerType !== undefined && provider === undefined
      ? [
          {
            pointer: '/providerType',
            detail: `this project has no provider ${JSON.stringify(providerType)} of ${channel}`,
          },
        ]
      : []),
    ...findSizeProblems(variables),
    ...(await findTextProblems(asker, { ...body, variables })),
  ]
  if (problems.length > 0) throw invalid(problems)
  const reason = findChannelProblem(product.config, channel, provider)
  if (reason !== undefined || provider === undefined) throw failure('cannot_launch', { reason: reason ?? '' })
  const wayOut = checkWayOut(text)
  const warnings = !body.transactional && wayOut.level === 'warning' ? [wayOut.sentence] : []
  return { provider, warnings }
}

async function findTextProblems(
  asker: Asker,
  { channel, text, variables }: TextBody & { variables: object },
): Promise<PointedProblem[]> {
  const { unsubscribeUrl: _, project, ...around } = await surroundingsOf(asker)
  const fields = await listFieldDefinitions(asker.product.database, project.id)
  const texts = { subject: '', preheader: null, html: '', text }
  let length = 0
  const fill = () => {
    length = personalText(parseText(text), { ...around, recipient: null, variables }).length
  }
  const keys = new Set(fields.map(({ key }) => key))
  const problems = findFillingProblems({ texts, variables, fill }, keys)
  const written = checkWritten(text)
  const about = (detail: string) => ({ pointer: '/text', detail })
  return [
    ...problems,
    ...(written.level === 'error' ? [about(written.sentence)] : []),
    ...(channel === 'sms' && length > LONGEST_SMS
      ? [about(`has ${length} characters; ${LONGEST_SMS} is the most that can be sent`)]
      : []),
  ]
}
