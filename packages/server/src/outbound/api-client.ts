import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { ANY_REACH, guardedLookup, PUBLIC_REACH, RefusedError, reasonOf, refuseHost } from './reach.ts'

/** One call of somebody's API. */
export type ApiCall = {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string | Buffer
}

/** What came back, whatever its status. Header names are in lower case. */
export type ApiAnswer = { status: number; headers: Record<string, string>; text: string }

/** A call that got no whole answer. `isUnsent`: the other side cannot have got the whole request. */
export class ApiCallError extends Error {
  readonly isUnsent: boolean

  constructor(reason: string, isUnsent: boolean) {
    super(reason)
    this.isUnsent = isUnsent
  }
}

/** Calls APIs at addresses that people typed, over connections that are kept. Follows no redirects. */
export type ApiClient = { call(call: ApiCall): Promise<ApiAnswer>; close(): void }

export type ApiTimeouts = { answerMs: number }

// Services answer within a second; some allow themselves half a minute before they give up.
const TIMEOUTS: ApiTimeouts = { answerMs: 30_000 }
// Shorter than what servers keep connections for, so that none ends just while a request is on its way.
const IDLE_MS = 4_000
const LARGEST_ANSWER_BYTES = 256 * 1024

/** A client that reaches the public internet, and with `allowPrivate` this machine and its neighbours too. */
export function openApiClient(
  { allowPrivate }: { allowPrivate: boolean },
  { answerMs }: ApiTimeouts = TIMEOUTS,
): ApiClient {
  const reach = allowPrivate ? ANY_REACH : PUBLIC_REACH
  const options = { keepAlive: true, timeout: IDLE_MS, lookup: guardedLookup(reach) }
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) }
  return {
    async call(call) {
      const url = new URL(call.url)
      try {
        refuseHost(url.hostname, reach)
      } catch (error) {
        throw new ApiCallError(`${url.host} ${reasonOf(error)}`, true)
      }
      return url.protocol === 'https:'
        ? ask(call, { agent: agents['https:'], request: requestHttps, answerMs })
        : ask(call, { agent: agents['http:'], request: requestHttp, answerMs })
    },
    close() {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

type Way = { agent: HttpAgent | HttpsAgent; request: typeof requestHttp | typeof requestHttps; answerMs: number }

function ask({ url, method, headers, body }: ApiCall, { agent, request, answerMs }: Way): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const progress = { isConnected: false, isWritten: false }
    const signal = AbortSignal.timeout(answerMs)
    const fail = (error: unknown) => {
      const reason = signal.aborted ? `no answer within ${answerMs / 1_000} seconds` : sentenceOf(error, url)
      reject(new ApiCallError(reason, !(progress.isConnected && progress.isWritten)))
    }
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const sent = request(url, { method, agent, signal, headers: { ...headers, ...length } }, (response) => {
      collect(response).then(
        (text) => resolve({ status: response.statusCode ?? 0, headers: plain(response), text }),
        fail,
      )
    })
    sent.on('error', fail)
    sent.once('finish', () => {
      progress.isWritten = true
    })
    sent.once('socket', (socket) => {
      const connected = () => {
        progress.isConnected = true
      }
      if (!socket.connecting) connected()
      else socket.once(new URL(url).protocol === 'https:' ? 'secureConnect' : 'connect', connected)
    })
    sent.end(body)
  })
}

function sentenceOf(error: unknown, url: string): string {
  return error instanceof RefusedError ? `${new URL(url).host} ${error.message}` : reasonOf(error)
}

async function collect(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of response) {
    sizeBytes += chunk.length
    if (sizeBytes > LARGEST_ANSWER_BYTES) throw new Error(`the answer was longer than ${LARGEST_ANSWER_BYTES} bytes`)
    chunks.push(chunk)
  }
  if (!response.complete) throw new Error('the answer ended in the middle')
  return Buffer.concat(chunks).toString()
}

function plain({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
