import type { Readable } from 'node:stream'
import type { Route, RouteInput, RouteReply } from '@rollcall/contract'
import type { Product } from './product.ts'
import type { Transaction } from './store/database.ts'

/** Who calls: one project, and what they may do there. */
export type Caller = {
  projectId: number
  /** As the record's …_by columns keep it: `key:key_01j…`, `user:usr_01j…`. */
  actor: string
  scopes: readonly string[]
  userId?: string
}

/**
 * The uploaded file of a route with `upload`, already on disk in `<dataDir>/uploads`. An action that returns owns the file
 * from then on (moves, keeps or deletes it); when it throws, the file is deleted behind it.
 */
export type Upload = { fileName: string; path: string; sizeBytes: number }

/** A kind of answer that comes line by line. */
export type Stream = NonNullable<Route['streams']>[number]

/** What an action works with besides its input. */
export type ActionContext<R extends Route = Route> = {
  product: Product
  /** Absent on public routes only. */
  caller: R['scope'] extends 'public' ? undefined : Caller
  /** Runs one transaction of the caller's project; its position goes out as Rollcall-Position. Not on public routes. */
  write: <Result>(work: (transaction: Transaction) => Promise<Result>, options?: { bulk?: boolean }) => Promise<Result>
  /** Waits until everything that this request wrote is visible in the index. */
  settled: () => Promise<void>
  request: {
    ip: string
    /** Where that address is, too coarse to be somebody; null for what is no address. */
    network: string | null
    userAgent: string | null
    /** Where the page is that a browser sent this from, as far as it says so. */
    origin: string | null
    /** Whether that page is one of ours. */
    isOwnPage: boolean
    sessionToken: string | null
    upload: Upload | null
    /** What the caller wants line by line instead of JSON, on routes with `streams`. */
    stream: Stream | null
    rawBody: string | null
    /** By which a repetition is known; it never runs twice at once. */
    idempotencyKey: string | null
  }
  reply: {
    status(code: number): void
    header(name: string, value: string): void
    /** null signs out. */
    session(token: string | null): void
  }
}

/** What somebody who only reads works with. */
export type Reader = Pick<ActionContext, 'product' | 'caller'>

/** A body that is not JSON, for routes with `media` or `streams`. */
export class Download {
  readonly body: string | Buffer | Readable
  readonly fileName: string | null

  constructor(body: string | Buffer | Readable, fileName: string | null = null) {
    this.body = body
    this.fileName = fileName
  }
}

type Answer<R extends Route> = R['media'] extends string
  ? Download
  : R['streams'] extends readonly Stream[]
    ? RouteReply<R> | Download
    : RouteReply<R>

/** One thing that the product does, tied to its route. */
export type Action = {
  route: Route
  run: (context: ActionContext, input: RouteInput<Route>) => Promise<unknown>
}

/** Ties a handler to its route; the handler's input and answer are checked against the contract. */
export function action<const R extends Route>(
  route: R,
  run: (context: ActionContext<R>, input: RouteInput<R>) => Promise<Answer<R>>,
): Action {
  // why: http.ts parses the input by this very route before it calls run
  return { route, run: run as unknown as Action['run'] }
}
