import type { CallOptions, Calls, FileUpload } from './client-types.ts'
import { ROUTES, type SdkRoute } from './routes.ts'
import { send } from './send.ts'

/** Where Rollcall is and who asks. */
export type RollcallOptions = {
  /** Such as https://rollcall.example.org; in a page of the same origin, `''`. */
  baseUrl: string
  /** `rk_…`; without it, the browser's session cookie. */
  apiKey?: string
  fetch?: typeof globalThis.fetch
  credentials?: RequestInit['credentials']
  /** Whether reads wait until this client's own writes are visible in every count; on unless false. */
  readYourWrites?: boolean
}

/**
 * A client of the HTTP API: one method a call, grouped as in the documentation. Arguments: path parameters by position, then
 * the body if the call takes one, then the query if it takes one, then `{ signal, idempotencyKey }`:
 *
 *     client.contacts.get('con_…')
 *     client.contacts.list({ limit: 50 })
 *     client.contacts.create({ email: 'ada@example.org' }, { upsert: true })
 *     client.segments.addContacts('seg_…', { contacts: ['ada@example.org'] })
 *     client.imports.create({ file, options: { tags: ['expo'] } })
 *
 * Answers are the bare objects of the API; a file (CSV, HTML, e-mail) is a Blob; failures are a RollcallError.
 */
export type Rollcall = Calls

class Client {
  readonly #options: RollcallOptions
  #position: string | null = null

  constructor(options: RollcallOptions) {
    this.#options = options
    const families: Record<string, Record<string, unknown>> = {}
    for (const [id, route] of Object.entries<SdkRoute>(ROUTES)) {
      const [family = '', verb = ''] = id.split('.')
      families[family] ??= {}
      families[family][verb] = (...args: unknown[]) => this.#call(route, args)
    }
    Object.assign(this, families)
  }

  async #call(route: SdkRoute, args: unknown[]): Promise<unknown> {
    const { path, body, query, options } = readArguments(route, args)
    const init = { method: route.method, ...toPayload(route, body) }
    const headers = { ...init.headers, ...this.#headers(route, options) }
    const { baseUrl, credentials, fetch = globalThis.fetch } = this.#options
    const url = baseUrl.replace(/\/$/, '') + path + toSearch(query)
    const response = await send(fetch, url, { ...init, headers, credentials, signal: options.signal })
    this.#remember(response.headers.get('rollcall-position'))
    return readAnswer(route, response)
  }

  #headers(route: SdkRoute, options: CallOptions): Record<string, string> {
    const headers: Record<string, string> = {
      accept: 'media' in route || 'stream' in route ? '*/*' : 'application/json',
    }
    const { apiKey, readYourWrites = true } = this.#options
    if (apiKey) headers.authorization = `Bearer ${apiKey}`
    // A repeated POST or PATCH then has one effect, so that it may be retried.
    if (route.method === 'POST' || route.method === 'PATCH') {
      headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID()
    }
    if (readYourWrites && route.waits && this.#position) headers['rollcall-after'] = this.#position
    return headers
  }

  // Answers may overtake each other; positions only grow, so the newest write is the largest.
  #remember(position: string | null) {
    if (position === null) return
    if (this.#position === null || BigInt(position) > BigInt(this.#position)) this.#position = position
  }
}

function readArguments(route: SdkRoute, args: unknown[]) {
  const rest = [...args]
  const path = route.path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = rest.shift()
    // An empty one would address the whole list instead.
    if (typeof value !== 'string' || value === '') throw new TypeError(`${route.path} needs a text for ${name}.`)
    return encodeURIComponent(value)
  })
  const body = route.body || route.upload ? rest.shift() : undefined
  // why: the public type Call fixes the order and the types of the arguments by the same route
  const [query, options] = (route.query ? rest : [undefined, ...rest]) as [object?, CallOptions?]
  return { path, body, query: query ?? {}, options: options ?? {} }
}

function toPayload(route: SdkRoute, body: unknown): { body?: RequestInit['body']; headers?: Record<string, string> } {
  if (route.upload) {
    // why: a route with upload takes a FileUpload, see BodyArgument
    const { file, fileName, options } = body as FileUpload<unknown>
    const form = new FormData()
    form.append('options', JSON.stringify(options ?? {}))
    form.append('file', file, fileName ?? (file instanceof File ? file.name : 'file'))
    return { body: form }
  }
  if (!route.body) return {}
  return { body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json' } }
}

function toSearch(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null)
  const search = new URLSearchParams()
  for (const [name, value] of given) search.append(name, String(value))
  return given.length > 0 ? `?${search}` : ''
}

async function readAnswer(route: SdkRoute, response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  if (route.stream) return response.body
  return route.media ? response.blob() : response.json()
}

// why: the families are made from the route table, whose names the type Calls has from the contract
const Typed = Client as unknown as new (options: RollcallOptions) => Rollcall

/** Makes a client: `new Rollcall({ baseUrl: 'https://…', apiKey: 'rk_…' })`. */
export const Rollcall = Typed
