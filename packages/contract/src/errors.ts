/**
 * Every failure that a caller may meet, as RFC 9457 problem+json. A code never changes its meaning; the sentence says what
 * happened and shows the value, `help` says what to do.
 */
type ErrorEntry<Data> = { status: number; title: string; sentence: (data: Data) => string; help: string }

function entry<Data = Record<string, never>>(definition: ErrorEntry<Data>): ErrorEntry<Data> {
  return definition
}

/** A problem with one place of the request. The pointer is RFC 6901, relative to the body, or `?name` for the query. */
export type PointedProblem = { pointer: string; detail: string }

/** Of a contact that can be brought back: when it was deleted, and the contact that it became part of, if it was merged. */
type Deletion = { deletedAt: string; mergedInto: string | null }

/** Every failure by its code: status, title, sentence from its data, and what to do. */
export const ERRORS = {
  malformed_json: entry<{ reason: string }>({
    status: 400,
    title: 'The body is not JSON',
    sentence: ({ reason }) => `The request body could not be read as JSON: ${reason}.`,
    help: 'Send valid JSON with the header Content-Type: application/json.',
  }),
  bad_upload: entry<{ reason: string }>({
    status: 400,
    title: 'The upload is incomplete',
    sentence: ({ reason }) => `The upload could not be read: ${reason}.`,
    help: 'Send multipart/form-data with a part named file and, if needed, a part named options with JSON.',
  }),
  unauthenticated: entry({
    status: 401,
    title: 'Who are you?',
    sentence: () => 'This call needs a valid key or a signed-in person.',
    help: 'Send Authorization: Bearer rk_…, with a key from Settings, Keys.',
  }),
  report_refused: entry<{ reason: string }>({
    status: 401,
    title: 'The report is not believed',
    sentence: ({ reason }) => reason,
    help: 'Compare the signing secret and the address of the webhook with those of the provider in Rollcall.',
  }),
  wrong_password: entry({
    status: 401,
    title: 'E-mail and password do not match',
    sentence: () => 'E-mail and password do not match an account.',
    help: 'Try again, or ask an owner for a new link.',
  }),
  link_expired: entry({
    status: 401,
    title: 'The link is no longer valid',
    sentence: () => 'This one-time link was used or has expired.',
    help: 'Ask whoever sent you this one for a new one, or sign in. A restart of Rollcall prints one while there is no account.',
  }),
  wrong_invitation: entry<{ email: string }>({
    status: 403,
    title: 'The invitation is for somebody else',
    sentence: ({ email }) => `This invitation is not for ${email}.`,
    help: 'Use the address that was invited, or ask for an invitation of your own.',
  }),
  forbidden: entry<{ scope: string }>({
    status: 403,
    title: 'Not allowed',
    sentence: ({ scope }) => `This key or person lacks the permission ${scope}.`,
    help: 'Use a key with that scope, or ask an owner.',
  }),
  cross_site: entry({
    status: 403,
    title: 'Refused from another site',
    sentence: () => 'A signed-in call must come from the dashboard itself.',
    help: 'Use an API key for calls from elsewhere.',
  }),
  not_found: entry<{ what: string; id: string } & Partial<Deletion>>({
    status: 404,
    title: 'Not found',
    sentence: ({ what, id }) => `There is no ${what} ${JSON.stringify(id)} in this project.`,
    help: 'Check the id; it may have been deleted, or belong to another project.',
  }),
  no_such_route: entry<{ method: string; path: string }>({
    status: 404,
    title: 'No such call',
    sentence: ({ method, path }) => `${method} ${path} is not part of this API.`,
    help: 'See /docs for all calls.',
  }),
  already_exists: entry<{ what: string; by: string; value: string; id: string }>({
    status: 409,
    title: 'It exists already',
    sentence: ({ what, by, value, id }) => `A ${what} with the ${by} ${JSON.stringify(value)} exists already: ${id}.`,
    help: 'Update that one, or choose another value. For contacts ?upsert=true merges.',
  }),
  two_matches: entry<{ first: string; second: string }>({
    status: 409,
    title: 'Two contacts match',
    sentence: ({ first, second }) => `The identifiers belong to two different contacts: ${first} and ${second}.`,
    help: 'Merge the two, or send just one identifier.',
  }),
  in_use: entry<{ what: string; name: string; users: string[] }>({
    status: 409,
    title: 'Still in use',
    sentence: ({ what, name, users }) => `The ${what} ${JSON.stringify(name)} is used by ${users.join(', ')}.`,
    help: 'Change or delete those first.',
  }),
  wrong_state: entry<{ what: string; state: string; needed: string }>({
    status: 409,
    title: 'Not in this state',
    sentence: ({ what, state, needed }) => `This ${what} is ${state}; the call needs it to be ${needed}.`,
    help: 'Reload it to see its state.',
  }),
  changed_meanwhile: entry<{ what: string; by: string; at: string }>({
    status: 409,
    title: 'Changed meanwhile',
    sentence: ({ what, by, at }) => `${by} changed this ${what} meanwhile, at ${at}.`,
    help: 'Read it again, then decide whose words stay. Nothing of yours was saved.',
  }),
  cannot_undo: entry<{ reason: string }>({
    status: 409,
    title: 'This cannot be undone',
    sentence: ({ reason }) => reason,
    help: 'What happened to each contact is in its timeline; change back by hand what must be.',
  }),
  cannot_load_demo: entry<{ reason: string }>({
    status: 409,
    title: 'The demo has no place here',
    sentence: ({ reason }) => reason,
    help: 'Load it into a project that is still empty; nothing was changed here.',
  }),
  similar_exists: entry<{ name: string; similar: string[] }>({
    status: 409,
    title: 'A similar tag exists already',
    sentence: ({ name, similar }) =>
      `${JSON.stringify(name)} looks like ${similar.map((tag) => JSON.stringify(tag)).join(', ')}, which exists already.`,
    help: 'Use that one, or leave "allowSimilar": false away to have both.',
  }),
  last_owner: entry<{ person: string }>({
    status: 409,
    title: 'The last owner stays',
    sentence: ({ person }) => `${person} is the only owner of this project.`,
    help: 'Make somebody else an owner first.',
  }),
  request_in_progress: entry({
    status: 409,
    title: 'The same request is still running',
    sentence: () => 'A request with this Idempotency-Key has not finished yet.',
    help: 'Try again in a moment.',
  }),
  too_large: entry<{ what: string; limit: string }>({
    status: 413,
    title: 'Too large',
    sentence: ({ what, limit }) => `${what} is over the limit of ${limit}.`,
    help: 'Send less at once. More than 5,000 people belong in a static segment.',
  }),
  unsupported_media_type: entry<{ type: string }>({
    status: 415,
    title: 'Unsupported media type',
    sentence: ({ type }) => `The content type ${JSON.stringify(type)} is not understood here.`,
    help: 'Send application/json, or multipart/form-data for files.',
  }),
  invalid_request: entry<{ problems: PointedProblem[] }>({
    status: 422,
    title: 'The request is not valid',
    sentence: ({ problems }) =>
      problems
        .map(({ pointer, detail }) => `${pointer || 'body'}: ${detail}`)
        .slice(0, 3)
        .join('; '),
    help: 'Each entry of errors says where and what would be accepted.',
  }),
  idempotency_mismatch: entry({
    status: 422,
    title: 'The key was used for another request',
    sentence: () => 'This Idempotency-Key was used before with a different request.',
    help: 'Use a new key for a new request.',
  }),
  cannot_launch: entry<{ reason: string }>({
    status: 422,
    title: 'The campaign cannot be launched',
    sentence: ({ reason }) => reason,
    help: 'Mend it, then try again; nothing was sent.',
  }),
  too_many_requests: entry<{ seconds: number }>({
    status: 429,
    title: 'Too many attempts',
    sentence: ({ seconds }) => `Too many attempts. Try again in ${seconds} seconds.`,
    help: 'Wait; the header Retry-After says how long.',
  }),
  too_many_streams: entry<{ limit: number; of: string }>({
    status: 429,
    title: 'Too many streams',
    sentence: ({ limit, of }) => `${of} has ${limit} streams open, which is the most it may have.`,
    help: 'Close one, or read GET /v1/live?once=true now and then.',
  }),
  index_behind: entry<{ position: string }>({
    status: 503,
    title: 'Not there yet',
    sentence: ({ position }) => `The position ${position} is not visible yet.`,
    help: 'Try again; check that the position came from this installation.',
  }),
  unavailable: entry<{ reason: string }>({
    status: 503,
    title: 'The database is away',
    sentence: ({ reason }) => `The database ${reason}.`,
    help: 'Try again in a few seconds; with its Idempotency-Key a write has one effect however often it is repeated.',
  }),
  index_full: entry<{ reason: string }>({
    status: 507,
    title: 'The audience index is full',
    sentence: ({ reason }) => reason,
    help: 'Give the process more memory.',
  }),
  internal: entry({
    status: 500,
    title: 'Our mistake',
    sentence: () => 'Something went wrong on our side. Nothing was half-done.',
    help: 'Try again; if it stays, report it with the request id.',
  }),
} as const

/** A failure's stable name, such as not_found. */
export type ErrorCode = keyof typeof ERRORS
/** What the sentence of a failure is made from. */
export type ErrorData<Code extends ErrorCode> = Parameters<(typeof ERRORS)[Code]['sentence']>[0]

/** The body of every error. Source: RFC 9457, with `code`, `help`, `errors` and `request_id` as extensions. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  code: ErrorCode
  help: string
  request_id: string
  errors?: PointedProblem[]
  [extension: string]: unknown
}
