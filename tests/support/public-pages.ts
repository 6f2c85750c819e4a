import { afterAll, beforeAll, expect } from 'vitest'
import { sendDueNotices } from '../../packages/server/src/jobs/send-notices.ts'
import { openSenders } from '../../packages/server/src/senders/open-senders.ts'
import { createProduct, type Reply, type TestProduct } from './create-product.ts'

/** An entry of a timeline. */
export type Entry = { title: string; by: string | null; kind: string; details: { proof?: Record<string, unknown> } }

/** The pages that people see who have no account, and what the API says of it. */
export type PublicPages = ReturnType<typeof standPublicPages>

/** What somebody has told of themselves. */
export type Person = {
  id: string
  email: string
  status: string
  firstName: string | null
  language: string | null
  tags: string[]
  fields: object
}

type Sending = { test: TestProduct; senders: ReturnType<typeof openSenders> }

/** A product for the tests of one file, on a clock that stands until it is moved; `prepare` fills it. */
export function standPublicPages(prepare: (client: TestProduct['client']) => Promise<unknown>) {
  const standing: Partial<Sending> = {}
  const clock = {
    now: new Date('2026-03-01T09:30:00Z'),
    pass(seconds: number) {
      clock.now = new Date(clock.now.getTime() + seconds * 1_000)
    },
  }
  const stood = (): Sending => {
    const { test, senders } = standing
    if (!test || !senders) throw new Error('The product is there once the tests begin.')
    return { test, senders }
  }
  beforeAll(async () => {
    standing.test = await createProduct({ now: () => clock.now })
    standing.senders = openSenders(standing.test.product)
    await prepare(standing.test.client)
  })
  afterAll(async () => {
    await stood().senders.close()
    await stood().test.drop()
    expect(stood().test.errors).toEqual([])
  })
  const test = () => stood().test
  return { ...visitsOf(test), ...knownBy(stood), clock, test }
}

/** What people do who have no account. */
function visitsOf(test: () => TestProduct) {
  let sent = 0

  /** Each from an address of its own, so that nobody is asked to wait. */
  const nextAddress = () => {
    sent += 1
    return `10.${Math.floor(sent / 250)}.${sent % 250}.7`
  }

  return {
    nextAddress,
    get: (url: string) => test().inject({ method: 'GET', url }),
    post(url: string, form: Record<string, string | string[]> = {}, remoteAddress = nextAddress()): Promise<Reply> {
      const pairs = Object.entries(form).flatMap(([name, values]) =>
        [values].flat().map((value): [string, string] => [name, value]),
      )
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Browser/1.0' }
      return test().inject({
        method: 'POST',
        url,
        remoteAddress,
        headers,
        payload: new URLSearchParams(pairs).toString(),
      })
    },
  }
}

/** What the API does and knows of them, and what they were written. */
function knownBy(stood: () => Sending) {
  const request = <Body = unknown>(method: string, path: string, body?: unknown) =>
    stood().test.read<Body>(method, `/v1${path}`, body)
  /** Sends every message that waits. */
  const sendMail = async () => {
    const { test, senders } = stood()
    while (await sendDueNotices(test.product, senders));
  }
  return {
    request,
    /** Creates somebody; gives the path of their preference page. */
    async person(email: string, given: object = {}): Promise<string> {
      expect((await request('POST', '/contacts', { email, ...given })).status).toBe(201)
      const { body } = await request<{ url: string }>('POST', `/contacts/${email}/preferences-link`)
      return new URL(body.url).pathname
    },
    contact: async (email: string) => (await request<Person>('GET', `/contacts/${email}`)).body,
    sendMail,
    /** What they were sent to confirm, with the path of its button. */
    async mailTo(email: string): Promise<{ text: string; link: string } | undefined> {
      await sendMail()
      const { body } = await request<{ data: { id: string }[] }>('GET', `/catcher?q=${encodeURIComponent(email)}`)
      if (body.data.length === 0) return undefined
      const { text } = (await request<{ text: string }>('GET', `/catcher/${body.data[0].id}`)).body
      await request('DELETE', '/catcher')
      return { text, link: new URL(/http:\S+\/confirm\/\S+/.exec(text)?.[0] ?? '').pathname }
    },
    async timeline(email: string): Promise<Entry[]> {
      const path = `/contacts/${email}/timeline?kinds=consent,topic,event`
      return (await request<{ data: Entry[] }>('GET', path)).body.data
    },
    async reachable(email: string): Promise<number> {
      const filters = { conditions: [{ type: 'field', field: 'email', op: 'is', values: [email] }] }
      return (await request<{ reachable: number }>('POST', '/segments/preview', { filters })).body.reachable
    },
  }
}

/** What a page says has just happened. */
export function said({ text }: Reply): string {
  const [, told = ''] = /<div class="(?:told|wrong)"[^>]*>([\s\S]*?)<\/div>/.exec(text) ?? []
  return told
    .replace(/<form[\s\S]*/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The form behind a page's undo button. */
export function undoOf({ text }: Reply): Record<string, string> {
  const [, token] = /name="do" value="undo"><input type="hidden" name="token" value="([^"]+)"/.exec(text) ?? []
  expect(token).toBeDefined()
  return { do: 'undo', token }
}
