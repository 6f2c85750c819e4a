import { expect } from 'vitest'
import type { Config } from '../../packages/server/src/config.ts'
import { type CampaignSending, startCampaignSending } from '../../packages/server/src/jobs/send-campaigns.ts'
import { addContacts, type GivenContact } from './add-contacts.ts'
import { createProduct, type Reply, type TestProduct } from './create-product.ts'
import { until } from './until.ts'

export type Results = Record<string, number> & { skippedReasons: object[]; failedReasons: object[] }
export type Campaign = {
  id: string
  status: string
  error: string | null
  audience: unknown
  launchedAt: string | null
}
export type Caught = { id: string; to: string[]; subject: string }

/** What a campaign says in tests, unless they say something else. */
export const CONTENT = {
  name: 'News',
  subject: 'Hi {{ contact.firstName | default: "friend" }}',
  from: 'news@example.org',
  html: '<p>{{ contact.email }} <a href="{{ unsubscribe_url }}">Bye</a></p>',
}

/** A product with somebody at it who makes campaigns; nothing is sent before `start`. */
export async function createCampaigning(config: Partial<Config> = {}): Promise<Campaigning> {
  const started: { campaigning?: Campaigning } = {}
  const product = await createProduct({
    config,
    now: () => new Date(Date.now() + (started.campaigning?.aheadMs ?? 0)),
    wake: () => started.campaigning?.sending?.wake(),
  })
  started.campaigning = new Campaigning(product)
  return started.campaigning
}

export class Campaigning {
  readonly product: TestProduct
  sending: CampaignSending | undefined
  /** How far the product's clock is ahead. */
  aheadMs = 0
  #tagCount = 0

  constructor(product: TestProduct) {
    this.product = product
  }

  request<Body = unknown>(method: string, path: string, body?: unknown): Promise<Reply<Body>> {
    return this.product.request<Body>(method, `/v1${path}`, body)
  }

  /** Adds people with a new tag; returns its name. */
  async people(contacts: GivenContact[]): Promise<string> {
    this.#tagCount += 1
    const tag = `people ${this.#tagCount}`
    const tagged = contacts.map((contact) => ({ ...contact, tags: [tag] }))
    await addContacts(this.product, this.product.first, tagged)
    return tag
  }

  async draft(audience: unknown, changes: object = {}): Promise<string> {
    const { status, body } = await this.request<Campaign>('POST', '/campaigns', { ...CONTENT, audience, ...changes })
    expect([status, body]).toMatchObject([201, { status: 'draft' }])
    return body.id
  }

  launch(id: string) {
    return this.request<Campaign & { detail: string }>('POST', `/campaigns/${id}/launch`)
  }

  async get(id: string): Promise<Campaign> {
    return (await this.request<Campaign>('GET', `/campaigns/${id}`)).body
  }

  async results(id: string): Promise<Results> {
    return (await this.request<Results>('GET', `/campaigns/${id}/results`)).body
  }

  start() {
    this.sending ??= startCampaignSending(this.product.product)
  }

  async stop() {
    await this.sending?.stop()
    this.sending = undefined
  }

  async finished(id: string, withinSeconds?: number) {
    await until(
      () => this.get(id),
      ({ status }) => status === 'sent',
      withinSeconds,
    )
  }

  async sendAll(id: string) {
    expect((await this.launch(id)).status).toBe(202)
    this.start()
    await this.finished(id)
  }

  /** Everything that the catcher holds. */
  async caught(): Promise<Caught[]> {
    const found: Caught[] = []
    let after = ''
    do {
      const path = `/catcher?limit=100${after}`
      const { body } = await this.request<{ data: Caught[]; next_cursor: string | null }>('GET', path)
      found.push(...body.data)
      after = body.next_cursor ? `&after=${body.next_cursor}` : ''
    } while (after !== '')
    return found
  }

  async recipients(): Promise<string[]> {
    return (await this.caught()).flatMap(({ to }) => to).sort()
  }

  async drop() {
    await this.stop()
    await this.product.drop()
    expect(this.product.errors).toEqual([])
  }
}

/** So many addresses: `p0@example.org`, … */
export function emails(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, place) => `${prefix}${place}@example.org`)
}
