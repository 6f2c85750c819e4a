import { randomUUID } from 'node:crypto'
import { settleNextReports } from '../../packages/server/src/jobs/reports/settle-reports.ts'
import { type Campaigning, createCampaigning, emails } from './campaigning.ts'
import type { Reply } from './create-product.ts'
import type { Service, SignedHook, Taken, Told } from './services/start-service.ts'

export type ReportedDelivery = {
  email: string
  state: string
  messageId: string
  feedback: string | null
  feedbackNote: string | null
  deliveredAt: string | null
}

export type ReportingProvider = {
  id: string
  webhookUrl: string
  mailUrl: string
  lastReportAt: string | null
  lastRefusal: { reason: string } | null
}

/** Campaigns that are sent through services, which then report. */
export class Reporting {
  readonly desk: Campaigning
  #crowds = 0

  constructor(desk: Campaigning) {
    this.desk = desk
  }

  async provider(service: Service, key?: string): Promise<ReportingProvider> {
    const given = { kind: service.kind, name: `${service.kind} ${randomUUID()}`, settings: service.settings }
    const options = key === undefined ? {} : { key }
    return (await this.desk.product.request<ReportingProvider>('POST', '/v1/providers', given, options)).body
  }

  /** Sends a campaign to so many new people. */
  async send(service: Service, provider: { id: string }, count: number): Promise<{ id: string; messages: Taken[] }> {
    this.#crowds += 1
    service.taken.length = 0
    const people = emails(`reported${this.#crowds}x`, count).map((email) => ({ email }))
    const id = await this.desk.draft({ include: { tags: [await this.desk.people(people)] } }, { provider: provider.id })
    await this.desk.sendAll(id)
    await this.desk.stop()
    return { id, messages: [...service.taken] }
  }

  post(url: string, { headers, payload }: SignedHook): Promise<Reply> {
    const all = { 'content-type': 'application/json', ...headers }
    return this.desk.product.inject({ method: 'POST', url: new URL(url).pathname, headers: all, payload })
  }

  async settle() {
    let hasMore = true
    while (hasMore) hasMore = await settleNextReports(this.desk.product.product)
  }

  /** The deliveries of a campaign by their addresses. */
  async deliveries(id: string): Promise<Map<string, ReportedDelivery>> {
    const path = `/campaigns/${id}/deliveries?limit=100`
    const { body } = await this.desk.request<{ data: ReportedDelivery[] }>('GET', path)
    return new Map(body.data.map((delivery) => [delivery.email, delivery]))
  }

  /** The addresses of those deliveries of a campaign that are asked for. */
  async listed(id: string, query: string): Promise<string[]> {
    const path = `/campaigns/${id}/deliveries?limit=100&${query}`
    const { body } = await this.desk.request<{ data: ReportedDelivery[] }>('GET', path)
    return body.data.map(({ email }) => email)
  }

  /** How many people a segment has that asks for an event of a campaign. */
  async inSegment(event: string, campaign: string): Promise<number> {
    const condition = { type: 'engagement', channel: 'email', event, op: 'did', campaigns: [campaign] }
    const filters = { match: 'all', conditions: [condition] }
    const { body } = await this.desk.product.read<{ count: number }>('POST', '/v1/segments/preview', { filters })
    return body.count
  }

  async statusOf(email: string): Promise<string> {
    return (await this.desk.request<{ status: string }>('GET', `/contacts/${email}`)).body.status
  }

  async suppressionsOf(email: string): Promise<string[]> {
    const { body } = await this.desk.request<{ data: { reason: string }[] }>('GET', `/suppressions?email=${email}`)
    return body.data.map(({ reason }) => reason).sort()
  }
}

export async function createReporting(): Promise<Reporting> {
  const desk = await createCampaigning({ allowPrivate: true })
  // More comes back here than mailbox providers would stand.
  await desk.request('POST', '/reputation/override', { reason: 'Reports are tried' })
  return new Reporting(desk)
}

/** A signed report of a message; fails when there is none. */
export function toldBy(
  service: Service,
  what: Told['what'],
  about: { message: Taken | undefined; at?: Date },
): SignedHook {
  const { message, at = new Date() } = about
  if (!message) throw new Error('Nothing was sent.')
  return service.hook({ what, message, id: randomUUID(), at })
}
