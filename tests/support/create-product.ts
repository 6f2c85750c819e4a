import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AudienceIndex, openLocalShard } from '@rollcall/engine'
import { Rollcall } from '@rollcall/sdk'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { ACTIONS } from '../../packages/server/src/actions/index.ts'
import { toHint, toToken } from '../../packages/server/src/actions/keys/key-token.ts'
import { OpenStreams } from '../../packages/server/src/actions/live/open-streams.ts'
import { AttemptLimiter } from '../../packages/server/src/attempt-limiter.ts'
import type { Config } from '../../packages/server/src/config.ts'
import { startLiveIndex } from '../../packages/server/src/feed/start-live-index.ts'
import { createHttp } from '../../packages/server/src/http.ts'
import { startWorkers } from '../../packages/server/src/jobs/start-workers.ts'
import type { BackgroundWork, Product, Worker } from '../../packages/server/src/product.ts'
import type { Database } from '../../packages/server/src/store/database.ts'
import { hashToken } from '../../packages/server/src/store/hash-token.ts'
import { insertKey } from '../../packages/server/src/store/keys.ts'
import { insertProject, updateProject } from '../../packages/server/src/store/projects.ts'
import { createDatabase } from './create-database.ts'

type Method = InjectOptions['method']

const INDEX_BYTES = 256 * 1024 * 1024

/** What came back. `body`: the parsed JSON, or the text of anything else. */
export type Reply<Body = unknown> = { status: number; headers: Record<string, string>; body: Body; text: string }

export type RequestOptions = {
  /** A key's token, or null for none; the owner's key of the first project unless given. */
  key?: string | null
  headers?: Record<string, string>
}

export type TestCall = [method: string, path: string, body?: unknown, options?: RequestOptions]

export type TestProject = {
  id: number
  /** The owner's key. */
  key: string
}

/** A whole product on a database of its own, driven over HTTP. */
export type TestProduct = {
  product: Product
  first: TestProject
  second: TestProject
  /** The SDK with the first project's owner key: typed answers, failures are a RollcallError, reads see own writes. */
  client: Rollcall
  clientFor(key: string): Rollcall
  /** One call, whatever its outcome; `request<{ id: string }>` names what the test expects of the body. */
  request<Body = unknown>(...call: TestCall): Promise<Reply<Body>>
  /** The same, and whatever was written before by anybody is in every count. */
  read<Body = unknown>(...call: TestCall): Promise<Reply<Body>>
  /** Any request at all: raw bodies, cookies, odd headers. */
  inject(options: InjectOptions): Promise<Reply>
  makeKey(project: TestProject, scopes: string[]): Promise<string>
  /** Listens on a free port of the loopback; gives the address. */
  listen(): Promise<string>
  /** Everything that was logged as an error. */
  errors: string[]
  /** Which background work was woken, newest last. */
  woken: BackgroundWork[]
  drop(): Promise<void>
}

export type ProductOptions = {
  config?: Partial<Config>
  /** The product's clock; the real one unless given. */
  now?: () => Date
  wake?: (work: BackgroundWork) => void
  /** Imports, bulk actions and campaigns run by themselves, as in main.ts; without it, tests drive them. */
  work?: boolean
  /** The index is saved in the data directory when the product is dropped, as in main.ts. */
  checkpoints?: boolean
  dashboardDir?: string
}

/** Builds a product with two projects, each with an owner's key. Replies are held against the contract. */
export async function createProduct(options: ProductOptions = {}): Promise<TestProduct> {
  const { database, drop } = await createDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-product-'))
  const config = { ...testConfig(dataDir, database.connectionString), ...options.config }
  const { product, errors, woken, stopWork } = assemble(database, config, options)
  const http = await createHttp(product, {
    actions: ACTIONS,
    dashboardDir: options.dashboardDir ?? null,
    validateReplies: true,
  })
  const first = await makeProject(product, 'First')
  const second = await makeProject(product, 'Second')
  const clientFor = (apiKey: string) =>
    new Rollcall({ baseUrl: 'http://rollcall.test', apiKey, fetch: injecting(http) })
  const request = (...[method, path, body, sent]: TestCall) =>
    http.inject(toInjection({ method, path, body, ...sent }, first.key)).then(toReply)

  return {
    product,
    first,
    second,
    errors,
    woken,
    client: clientFor(first.key),
    clientFor,
    inject: (sent) => http.inject(sent).then(toReply),
    // why: the test says what it expects of the body, and fails on what it reads when that is not so
    request: <Body>(...call: TestCall) => request(...call) as Promise<Reply<Body>>,
    async read<Body>(...[method, path, body, sent]: TestCall) {
      const headers = { ...sent?.headers, 'rollcall-after': await currentPosition(product) }
      // why: as above
      return (await request(method, path, body, { ...sent, headers })) as Reply<Body>
    },
    makeKey: (project, scopes) => makeKey(product, project.id, scopes),
    listen: () => http.listen({ port: 0, host: '127.0.0.1' }),
    async drop() {
      await Promise.all([http.close(), stopWork()])
      await product.index.close()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function assemble(database: Database, config: Config, options: ProductOptions) {
  const errors: string[] = []
  const woken: BackgroundWork[] = []
  const log = {
    info: () => {},
    warn: () => {},
    error: (message: string, data?: Record<string, unknown>) => void errors.push(`${message} ${data?.trace ?? ''}`),
  }
  const openIndex = () =>
    new AudienceIndex({ shardCount: 1, openShard: () => openLocalShard({ maxBytes: INDEX_BYTES }) })
  let workers: Partial<Record<string, Worker>> = {}
  const now = options.now ?? (() => new Date())
  const product: Product = {
    config,
    database,
    index: startLiveIndex({
      ...{ database, openIndex, now, log },
      ...(options.checkpoints && { checkpointDir: join(config.dataDir, 'index') }),
    }),
    now,
    randomBytes,
    log,
    attempts: new AttemptLimiter(),
    streams: new OpenStreams(),
    wake(work) {
      woken.push(work)
      options.wake?.(work)
      workers[work]?.wake()
    },
  }
  if (options.work) workers = startWorkers(product)
  const stopWork = () => Promise.all(Object.values(workers).map((worker) => worker?.stop()))
  return { product, errors, woken, stopWork }
}

type Sent = RequestOptions & { method: string; path: string; body: unknown }

function toInjection({ method, path, body, key, headers }: Sent, ownerKey: string): InjectOptions {
  const token = key === undefined ? ownerKey : key
  return {
    // why: tests name the methods of the contract
    method: method as Method,
    url: path,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  }
}

function testConfig(dataDir: string, databaseUrl: string): Config {
  return {
    port: 0,
    host: '127.0.0.1',
    dataDir,
    databaseUrl,
    publicUrl: 'http://localhost:3000',
    apiKey: null,
    demo: false,
    smtpUrl: null,
    secretKey: randomBytes(32),
    trustProxy: false,
    checkMx: false,
    allowPrivate: false,
    dnsServers: ['127.0.0.1:9'],
  }
}

async function makeProject(product: Product, name: string): Promise<TestProject> {
  const id = await insertProject(product.database, name)
  // No campaign is launched without one.
  await updateProject(product.database, id, { postalAddress: '1 Main Street' })
  return { id, key: await makeKey(product, id, ['*']) }
}

async function makeKey(product: Product, projectId: number, scopes: string[]): Promise<string> {
  const token = toToken(randomBytes(32))
  const tokenHash = hashToken(token)
  await insertKey(product.database, projectId, {
    name: 'Test',
    tokenHash,
    hint: toHint(token),
    scopes,
    createdBy: 'system',
    expiresAt: null,
  })
  return token
}

/** A position that comes after everything that has committed. */
async function currentPosition(product: Product): Promise<string> {
  const { position } = await product.database.write({ projectId: 1, actor: 'system' }, (transaction) =>
    transaction.query('select pg_current_xact_id()'),
  )
  return position ?? '0'
}

function toReply(response: LightMyRequestResponse): Reply {
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]))
  return { status: response.statusCode, headers, body: parse(response.body, headers), text: response.body }
}

/** A fetch that reaches the product without a socket. */
function injecting(http: FastifyInstance): typeof fetch {
  return async (input, init) => {
    const sent = new Request(input, init)
    const { pathname, search } = new URL(sent.url)
    const response = await http.inject({
      // why: the SDK sends the methods of the contract
      method: sent.method as Method,
      url: pathname + search,
      headers: Object.fromEntries(sent.headers),
      payload: Buffer.from(await sent.arrayBuffer()),
    })
    const { statusCode: status } = response
    const headers = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)])
    return new Response(status === 204 ? null : response.rawPayload, { status, headers })
  }
}

function parse(text: string, headers: Record<string, string>): unknown {
  return /[/+]json/.test(headers['content-type'] ?? '') && text !== '' ? JSON.parse(text) : text
}
