import { type PointedProblem, parseId, type RouteInput, type sendingSend, toId } from '@rollcall/contract'
import { checkWayOut } from '../../composing/check-texts.ts'
import { type Asker, surroundingsOf } from '../../composing/compose.ts'
import { findStreamWarning } from '../../composing/find-stream-warning.ts'
import { checkReputation } from '../../composing/reputation.ts'
import { parseEmailAddress } from '../../contacts/email-address.ts'
import { failure, invalid } from '../../failure.ts'
import { findFromProblem } from '../../senders/find-from-problem.ts'
import { findTransportProblem } from '../../senders/find-transport-problem.ts'
import { BUILT_IN } from '../../senders/providers/kinds.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import type { ProjectRow, Streams } from '../../store/projects.ts'
import { findSendingProvider, type ProviderRecord } from '../../store/providers.ts'
import type { SendingContent } from '../../store/sendings.ts'
import { listRefusals } from '../../store/suppressions.ts'
import { findSizeProblems, findTextProblems } from './check-texts.ts'
import { readAttachments } from './read-attachments.ts'

/** What a program wants sent. */
export type SendingBody = RouteInput<typeof sendingSend>['body']

/** The same, understood. */
export type CheckedSending = {
  content: Omit<SendingContent, 'request'>
  /** The kind of what it leaves through. */
  provider: string
  warnings: string[]
}

/** Understands a request but for whom it is to reach. Refuses what could not be written, could not leave or must not. */
export async function checkSending(asker: Asker, body: SendingBody): Promise<CheckedSending> {
  const { product, projectId } = asker
  const isBatch = body.recipientType !== 'email'
  const { project, ...surroundings } = await surroundingsOf(asker)
  const provider = await findSendingProvider(product.database, projectId, { text: body.providerType ?? null })
  const { attachments, problems: fileProblems } = readAttachments(body.attachments ?? [])
  const fields = await listFieldDefinitions(product.database, projectId)
  const variables = body.variables ?? {}
  const problems = [
    ...findRecipientProblems(body),
    ...findProjectProblems(body, project),
    ...(await findSenderProblems(asker, { body, provider })),
    ...(await findCopyProblems(asker, body.bcc ?? [])),
    ...fileProblems,
    ...findSizeProblems(variables),
    ...findTextProblems({ ...body, variables }, { surroundings, fieldKeys: new Set(fields.map(({ key }) => key)) }),
  ]
  if (problems.length > 0) throw invalid(problems.slice(0, 50))
  const transactional = body.transactional ?? !isBatch
  await refuseUnsendable(asker, { html: body.template, project, provider, transactional })
  return {
    content: {
      ...{
        channel: 'email',
        text: null,
        from: body.from,
        fromName: body.fromName || null,
        replyTo: body.replyTo ?? null,
        bcc: body.bcc ?? [],
      },
      ...{ subject: body.subject, html: body.template, variables, attachments, transactional },
      expiresAt: body.expiresAt === undefined ? null : new Date(body.expiresAt),
      providerId: body.providerType === undefined ? null : (provider?.id ?? null),
    },
    provider: provider?.kind ?? BUILT_IN,
    warnings: findWarnings(body, { isBatch, transactional, streams: project.streams }),
  }
}

function findRecipientProblems({ recipientType, recipientId, recipientEmail }: SendingBody): PointedProblem[] {
  const about = (pointer: string, detail: string) => [{ pointer, detail }]
  if (recipientType === 'email') {
    if (recipientId !== undefined) return about('/recipientId', 'is for batches; give recipientEmail alone')
    if (recipientEmail === undefined) return about('/recipientEmail', 'is needed when recipientType is email')
    if (parseEmailAddress(recipientEmail.normalize('NFC')) === undefined)
      return about('/recipientEmail', `${JSON.stringify(recipientEmail)} is not an address that mail can be sent to`)
    return []
  }
  if (recipientEmail !== undefined)
    return about('/recipientEmail', 'is for recipientType email; give recipientId alone')
  if (recipientId !== undefined) return []
  return about('/recipientId', `is needed when recipientType is ${recipientType}: the id or the name`)
}

function findProjectProblems({ projectId }: SendingBody, project: ProjectRow): PointedProblem[] {
  const uuid = projectId === undefined ? undefined : parseId('project', projectId)
  if (uuid === undefined || uuid === project.public_id) return []
  const detail = `is another project than the key's, which is ${toId('project', project.public_id)}`
  return [{ pointer: '/projectId', detail }]
}

async function findSenderProblems(
  { product, projectId }: Asker,
  { body: { from, replyTo, providerType }, provider }: { body: SendingBody; provider: ProviderRecord | undefined },
): Promise<PointedProblem[]> {
  const addresses = [
    { pointer: '/from', address: from },
    ...(replyTo ? [{ pointer: '/replyTo', address: replyTo }] : []),
  ]
  const problems = addresses
    .filter(({ address }) => parseEmailAddress(address) === undefined)
    .map(({ pointer, address }) => ({ pointer, detail: `${JSON.stringify(address)} is not an address of anybody` }))
  if (providerType !== undefined && provider === undefined)
    return [
      ...problems,
      { pointer: '/providerType', detail: `this project has no provider ${JSON.stringify(providerType)}` },
    ]
  const detail = await findFromProblem(product, { projectId, address: from, provider })
  return detail === undefined ? problems : [...problems, { pointer: '/from', detail }]
}

/** Whoever must get no mail at all gets no copy either. */
async function findCopyProblems({ product, projectId }: Asker, bcc: string[]): Promise<PointedProblem[]> {
  const keys = bcc.map((text) => parseEmailAddress(text)?.key)
  const known = keys.flatMap((key) => key ?? [])
  const refusals = known.length > 0 ? await listRefusals(product.database, projectId, known) : new Map<string, string>()
  return keys.flatMap((key, place) => {
    const pointer = `/bcc/${place}`
    if (key === undefined) return [{ pointer, detail: `${JSON.stringify(bcc[place])} is not an address of anybody` }]
    const reason = refusals.get(key)
    return reason === undefined ? [] : [{ pointer, detail: `${bcc[place]} is on the suppression list (${reason})` }]
  })
}

type Leaving = { html: string; project: ProjectRow; provider: ProviderRecord | undefined; transactional: boolean }

async function refuseUnsendable(asker: Asker, { html, project, provider, transactional }: Leaving) {
  const texts = { subject: '', preheader: null, html, text: null }
  const lacking = transactional
    ? []
    : checkWayOut(texts, project.postal_address).filter(({ level }) => level === 'error')
  const reputation = transactional ? undefined : await checkReputation(asker)
  const [reason] = [
    ...lacking.map(({ sentence }) => sentence),
    findTransportProblem(asker.product.config, provider),
    reputation?.level === 'error' ? reputation.sentence : undefined,
  ].filter((sentence) => sentence !== undefined)
  if (reason !== undefined) throw failure('cannot_launch', { reason })
}

function findWarnings(
  { projectId, from, bcc = [] }: SendingBody,
  { isBatch, transactional, streams }: { isBatch: boolean; transactional: boolean; streams: Streams },
): string[] {
  const elsewhere = findStreamWarning(streams, from, transactional ? 'transactional' : 'marketing')
  return [
    ...(elsewhere === undefined ? [] : [elsewhere]),
    ...(isBatch && transactional
      ? [
          'A transactional batch also reaches people who unsubscribed. Use it only for what each of them expects anyway, such as renewals and security alerts: with advertising in it, it breaks the GDPR and the ePrivacy Directive in the EU and CAN-SPAM in the US.',
        ]
      : []),
    ...(isBatch && bcc.length > 0 ? ['Whoever is in bcc gets a copy of each message of this batch.'] : []),
    ...(projectId !== undefined && parseId('project', projectId) === undefined
      ? [`${JSON.stringify(projectId)} is not an id of a project here; the key says whose project it is.`]
      : []),
  ]
}
