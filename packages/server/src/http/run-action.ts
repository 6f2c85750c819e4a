import { isDeepStrictEqual } from 'node:util'
import type { Route, RouteInput } from '@rollcall/contract'
import { type Action, type ActionContext, type Caller, Download, type Stream } from '../action.ts'
import type { Product } from '../product.ts'
import { audit } from '../store/audit-log.ts'
import type { Answer } from './answer.ts'
import { isAudited } from './is-audited.ts'

export type Run = {
  product: Product
  action: Action
  input: RouteInput<Route>
  caller: Caller | undefined
  request: ActionContext['request']
  setSession: (token: string | null) => void
  /** Tests hold every answer against its shape. */
  validateReplies: boolean
}

/** Runs an action and makes its answer ready to be sent. */
export async function runAction(run: Run): Promise<Answer> {
  const { action } = run
  let status: number = action.route.status ?? 200
  let position: string | null = null
  const headers: Record<string, string> = {}
  const write: ActionContext['write'] = async (work, options) => {
    if (!run.caller) throw new Error(`${action.route.id} is public: it has no project to write to by itself.`)
    const { projectId, actor } = run.caller
    const written = await run.product.database.write({ projectId, actor, ...options }, async (transaction) => {
      if (isAudited(action.route)) await audit(transaction, action.route.id)
      return work(transaction)
    })
    if (isLater(written.position, position)) position = written.position
    return written.result
  }
  const reply: ActionContext['reply'] = {
    status: (code) => {
      status = code
    },
    header: (name, value) => {
      headers[name.toLowerCase()] = value
    },
    session: run.setSession,
  }
  const settled = async () => {
    if (run.caller) await run.product.index.caughtUp(run.caller.projectId, position)
  }
  // why: `caller` is there exactly when the route is not public, as the type of a route's own context says
  const context = {
    product: run.product,
    caller: run.caller,
    write,
    settled,
    request: run.request,
    reply,
  } as ActionContext
  const result = await action.run(context, run.input)
  if (run.validateReplies && !(result instanceof Download)) assertPromised(action.route, result)
  if (position !== null) headers['rollcall-position'] = position
  return toAnswer(action.route, { status, headers, result, stream: run.request.stream })
}

function isLater(position: string | null, than: string | null): boolean {
  return position !== null && (than === null || BigInt(position) > BigInt(than))
}

type Done = { status: number; headers: Record<string, string>; result: unknown; stream: Stream | null }

function toAnswer(route: Route, { status, headers, result, stream }: Done): Answer {
  if (result instanceof Download) {
    const media = stream ?? route.media ?? 'text/plain'
    headers['content-type'] ??= media === 'message/rfc822' ? media : `${media}; charset=utf-8`
    if (result.fileName !== null) headers['content-disposition'] = attachment(result.fileName)
    return { status, headers, body: result.body }
  }
  if (status === 204) return { status, headers, body: '' }
  headers['content-type'] = 'application/json; charset=utf-8'
  return { status, headers, body: JSON.stringify(result) }
}

/** Source: RFC 6266; old clients read `filename`, the others the UTF-8 of `filename*`. */
function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^ -~]|["\\%]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
}

function assertPromised(route: Route, result: unknown) {
  if (!route.reply) return
  const sent: unknown = JSON.parse(JSON.stringify(result))
  const promised = route.reply.safeParse(sent)
  if (!promised.success) throw new Error(`${route.id} answered against its contract: ${promised.error.message}`)
  if (!isDeepStrictEqual(promised.data, sent)) {
    throw new Error(`${route.id} answered more than its contract says: ${JSON.stringify(sent)}`)
  }
}
