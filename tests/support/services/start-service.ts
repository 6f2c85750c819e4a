import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request that came. */
export type Call = { method: string; path: string; headers: Record<string, string>; body: Buffer }

export type Answer = { status: number; headers?: Record<string, string>; body?: string }

/** How a service behaves badly: says something else, or nothing; `after` it took the message over, or before. */
export type Fault =
  | Answer
  | { breaks: 'reset' | 'hang' | 'half' | 'endless'; after?: boolean }
  | { breaks: 'garbage'; after?: boolean; status?: number }

/** A message that a service took over, as it understood it. */
export type Taken = {
  to: string[]
  from: string
  subject: string
  html: string
  text: string
  replyTo: string | null
  /** Header names in lower case. */
  headers: Record<string, string>
  attachments: { fileName: string; content: string }[]
  /** What it was told to give back. */
  trace: string
  /** Its own id of the message. */
  reference: string
}

/** Something that a service tells of a message. */
export type Told = {
  what: 'delivered' | 'delayed' | 'hard' | 'soft' | 'complained' | 'unsubscribed' | 'opened'
  message: Pick<Taken, 'to' | 'trace' | 'reference'>
  /** The service's own id of what it tells. */
  id: string
  at: Date
}

/** A call of a webhook, signed. */
export type SignedHook = { headers: Record<string, string>; payload: string }

/** A sending service on loopback that speaks the documented format. */
export type Service = {
  kind: string
  url: string
  /** What its account needs, as Rollcall's settings have it. */
  settings: Record<string, string>
  calls: Call[]
  taken: Taken[]
  /** What goes wrong with the next call; undefined: nothing. */
  fault: (call: Call) => Fault | undefined
  hook(told: Told): SignedHook
  close(): Promise<void>
}

type Handlers = {
  /** undefined: the call is refused as unknown. */
  answer: (call: Call) => Answer
  fault: (call: Call) => Fault | undefined | Promise<Fault | undefined>
}

/** A server that answers as `answer` says, unless a fault is wanted. */
export async function startService(
  handlers: Handlers,
): Promise<{ url: string; calls: Call[]; close(): Promise<void> }> {
  const calls: Call[] = []
  const server = createServer((request, response) => {
    void readCall(request).then(
      (call) => {
        calls.push(call)
        return respond(call, response, handlers)
      },
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // why: a server that listens on TCP has an address with a port
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  return { method: request.method ?? '', path: request.url ?? '', headers, body: Buffer.concat(chunks) }
}

async function respond(call: Call, response: ServerResponse, { answer, fault }: Handlers) {
  const wrong = await fault(call)
  if (!wrong) return write(response, answer(call))
  if ('breaks' in wrong) {
    if (wrong.after) answer(call)
    return breakOff(response, wrong)
  }
  write(response, wrong)
}

function write(response: ServerResponse, { status, headers = {}, body = '' }: Answer) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body)
}

function breakOff(response: ServerResponse, fault: Extract<Fault, { breaks: string }>) {
  switch (fault.breaks) {
    case 'reset':
      return response.socket?.resetAndDestroy()
    case 'hang':
      return undefined
    case 'garbage':
      response.writeHead('status' in fault ? (fault.status ?? 200) : 200, { 'content-type': 'text/html' })
      return response.end('<html>It works! \u0000\uffff')
    case 'endless':
      response.writeHead(200)
      response.on('error', () => {})
      return response.write('x'.repeat(1_000_000))
    case 'half':
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"id":"')
      return response.socket?.end()
  }
}
