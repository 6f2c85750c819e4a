import { type Random, seeded } from '../../packages/engine/src/fixtures/seeded.ts'
import type { TestProduct } from './create-product.ts'

const PEOPLE = 30
const CROWD = 1_400
const TAGS = ['red', 'green', 'blue']

const tagged = (op: string, ...tags: string[]) => ({ type: 'tag', op, tags })
const ordered = (op: string, last: string) => ({ type: 'event', name: 'order', op, window: { last } })
const inSegment = (segment: string, since?: object) => ({ type: 'segment', op: 'in', segment, ...(since && { since }) })

/** Segments of every kind: of data, of time, of each other, by hand, of everybody. Later ones may mention earlier ones. */
const SEGMENTS: [name: string, condition: object | 'static'][] = [
  ['Red', tagged('has_any', 'red')],
  ['Not green', tagged('has_none', 'green')],
  ['Red and subscribed', { conditions: [inSegment('Red'), { type: 'status', op: 'is', values: ['subscribed'] }] }],
  ['Ordered lately', ordered('did', '1d')],
  ['Did not order', ordered('did_not', '12h')],
  ['High score', { type: 'field', field: 'score', op: 'gt', values: [50] }],
  ['Ordered lately for a while', inSegment('Ordered lately', { before: '3h' })],
  ['By hand', 'static'],
  ['By hand and red', { conditions: [inSegment('By hand'), inSegment('Red')] }],
  ['Everyone', { conditions: [] }],
  ['Edited', tagged('has_any', 'red')],
]

/** `allowed`: refusals that may happen, because what is asked for is drawn at random. */
type Sent = [method: string, path: string, body?: unknown, allowed?: number[]]

/** Changes a project at random, through the API. */
export class LiveWorld {
  readonly #test: TestProduct
  readonly #random: Random

  private constructor(test: TestProduct, seed: number) {
    this.#test = test
    this.#random = seeded(seed)
  }

  /** Makes contacts and segments in the product's first project. */
  static async create(test: TestProduct, seed: number): Promise<LiveWorld> {
    const world = new LiveWorld(test, seed)
    await world.#send('POST', '/v1/fields', { key: 'score', name: 'Score', type: 'number' })
    for (const name of TAGS) await world.#send('POST', '/v1/tags', { name })
    const people = Array.from({ length: PEOPLE }, (_, n) => ({ email: emailOf(n) }))
    await world.#send('POST', '/v1/contacts/batch', { contacts: people })
    for (const half of [0, 1]) {
      const crowd = Array.from({ length: CROWD / 2 }, (_, n) => ({ email: `crowd${n * 2 + half}@example.org` }))
      await world.#send('POST', '/v1/contacts/batch', { contacts: crowd })
    }
    for (const [name, condition] of SEGMENTS) {
      const rule = condition === 'static' ? { kind: 'static' } : { filters: toFilters(condition) }
      await world.#send('POST', '/v1/segments', { name, ...rule })
    }
    return world
  }

  /** One random change. */
  async change(): Promise<void> {
    const { isTrue, pick } = this.#random
    if (isTrue(0.03)) return this.#changeCrowd()
    if (isTrue(0.05)) return this.#editRule()
    if (isTrue(0.03)) return this.#mergeTag()
    return pick([
      this.#tag,
      this.#untag,
      this.#order,
      this.#update,
      this.#update,
      this.#leaveOrReturn,
      this.#byHand,
    ]).call(this)
  }

  async #tag() {
    await this.#send('POST', `/v1/contacts/${this.#someone()}/tags`, { tags: [this.#random.pick(TAGS)] }, [404])
  }

  async #untag() {
    await this.#send('DELETE', `/v1/contacts/${this.#someone()}/tags`, { tags: [this.#random.pick(TAGS)] }, [404])
  }

  async #order() {
    const age = this.#random.below(2 * 86_400_000)
    const at = new Date(this.#test.product.now().getTime() - age).toISOString()
    const events = Array.from({ length: 3 }, () => ({ contact: this.#someone(), name: 'order', at }))
    await this.#send('POST', '/v1/events', { events })
  }

  async #update() {
    const contacts = Array.from({ length: 1 + this.#random.below(5) }, () => ({
      email: this.#someone(),
      fields: { score: this.#random.below(100) },
      ...(this.#random.isTrue(0.3) && { tags: [this.#random.pick(TAGS)] }),
    }))
    await this.#send('POST', '/v1/contacts/batch', { contacts, upsert: true })
  }

  async #leaveOrReturn() {
    const { id } = await this.#send<{ id?: string }>('GET', `/v1/contacts/${this.#someone()}`, undefined, [404])
    if (id === undefined) return
    await this.#send('DELETE', `/v1/contacts/${id}`, undefined, [404])
    if (this.#random.isTrue(0.8)) await this.#send('POST', `/v1/contacts/${id}/restore`, undefined, [404, 409])
  }

  async #byHand() {
    const method = this.#random.pick(['POST', 'DELETE'])
    await this.#send(method, '/v1/segments/By%20hand/contacts', { contacts: [this.#someone(), this.#someone()] })
  }

  async #editRule() {
    const filters = toFilters(tagged(this.#random.pick(['has_any', 'has_none']), this.#random.pick(TAGS)))
    const name = this.#random.pick(['Edited', 'Red'])
    await this.#send('PATCH', `/v1/segments/${name}`, { filters })
  }

  /** A tag that a rule asks for becomes another one, together with those who carry it. */
  async #mergeTag() {
    const tagged = { upsert: true, contacts: [1, 2, 3].map(() => ({ email: this.#someone(), tags: ['spare'] })) }
    await this.#send('POST', '/v1/contacts/batch', tagged)
    const filters = toFilters({ type: 'tag', op: this.#random.pick(['has_any', 'has_none']), tags: ['spare'] })
    await this.#send('PATCH', `/v1/segments/${this.#random.pick(['Edited', 'Red'])}`, { filters })
    await this.#send('POST', '/v1/tags/spare/merge', { into: this.#random.pick(TAGS) })
  }

  /** More than fit into a list of row numbers. */
  async #changeCrowd() {
    const { product, first } = this.#test
    const score = this.#random.below(100)
    await product.database.write({ projectId: first.id, actor: 'system', bulk: true }, async (transaction) => {
      const rows = await transaction.query<{ rowNo: number }>(
        `update contacts set fields = jsonb_set(fields, '{score}', to_jsonb($2::int))
         where project_id = $1 and email like 'crowd%' returning row_no as "rowNo"`,
        [first.id, score],
      )
      transaction.touch(rows.map(({ rowNo }) => rowNo))
    })
  }

  #someone(): string {
    return emailOf(this.#random.below(PEOPLE))
  }

  async #send<Body>(...[method, path, body, allowed = []]: Sent): Promise<Body> {
    const reply = await this.#test.request<Body>(method, path, body)
    if (reply.status >= 300 && !allowed.includes(reply.status)) throw new Error(`${method} ${path}: ${reply.text}`)
    return reply.body
  }
}

function emailOf(n: number): string {
  return `p${n}@example.org`
}

function toFilters(condition: object): object {
  return 'conditions' in condition ? condition : { conditions: [condition] }
}
