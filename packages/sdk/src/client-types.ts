import type * as contract from '@rollcall/contract'
import type { Route, RouteInput, RouteReply, RouteRequest } from '@rollcall/contract'

type Contract = typeof contract
type AnyRoute = Extract<Contract[keyof Contract], Route>

/** `contacts.create` and its kind: every call of the API. */
export type CallId = AnyRoute['id']

type RouteOf<Id extends CallId> = Extract<AnyRoute, { id: Id }>

/** What a call answers: `Reply<'contacts.get'>` is a contact. */
export type Reply<Id extends CallId> =
  RouteOf<Id> extends { media: 'text/event-stream' } ? ReadableStream<Uint8Array> : PlainReply<Id>

type PlainReply<Id extends CallId> =
  RouteOf<Id> extends { media: string } ? Blob : RouteReply<RouteOf<Id>> extends infer Answer ? Answer : never

/** What a call takes as its body, or as its part `options` when it uploads a file. */
export type Body<Id extends CallId> = NonNullable<RouteRequest<RouteOf<Id>>['body']>

/** What a call takes as its query: what the server reads it as (numbers, booleans), and what it fills in left away. */
export type Query<Id extends CallId> = Partial<Parsed<Id>> & Pick<Parsed<Id>, RequiredKeys<Id>>

type Parsed<Id extends CallId> = RouteInput<RouteOf<Id>>['query']
type Given<Id extends CallId> = NonNullable<RouteRequest<RouteOf<Id>>['query']>
type RequiredKeys<Id extends CallId> = keyof Parsed<Id> &
  { [Key in keyof Given<Id>]-?: undefined extends Given<Id>[Key] ? never : Key }[keyof Given<Id>]

/** A file with the options of the call that takes it. */
export type FileUpload<Options> = { file: Blob; fileName?: string; options?: Options }

/** What any single call may be told on top. */
export type CallOptions = { signal?: AbortSignal; idempotencyKey?: string }

type Params<Path extends string> = Path extends `${string}{${string}}${infer Rest}` ? [id: string, ...Params<Rest>] : []

type BodyArgument<Id extends CallId> =
  RouteOf<Id> extends { upload: true }
    ? [body: FileUpload<Body<Id>>]
    : RouteOf<Id> extends { body: unknown }
      ? object extends Body<Id>
        ? [body?: Body<Id>]
        : [body: Body<Id>]
      : []

type QueryArgument<Id extends CallId> =
  RouteOf<Id> extends { query: unknown } ? (object extends Query<Id> ? [query?: Query<Id>] : [query: Query<Id>]) : []

/** Path parameters by position, then the body if the call takes one, then the query if it takes one, then options. */
export type Call<Id extends CallId> = (
  ...args: [...Params<RouteOf<Id>['path']>, ...BodyArgument<Id>, ...QueryArgument<Id>, options?: CallOptions]
) => Promise<Reply<Id>>

type FamilyOf<Id> = Id extends `${infer Family}.${string}` ? Family : never
type VerbOf<Id, Family extends string> = Id extends `${Family}.${infer Verb}` ? Verb : never

/** Every call as `client.<family>.<verb>`. */
export type Calls = {
  [Family in FamilyOf<CallId>]: {
    [Verb in VerbOf<CallId, Family>]: Call<Extract<CallId, `${Family}.${Verb}`>>
  }
}
