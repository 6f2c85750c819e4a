import { type Reply, Rollcall, RollcallError } from '@rollcall/sdk'
import { QueryCache, QueryClient } from '@tanstack/react-query'
import { troubleWords } from './trouble-words.ts'

/** Engagement comes with those searched for, where it was asked for. */
export type Contact = Reply<'contacts.search'>['data'][number]
export type Tag = Reply<'tags.get'>
export type Segment = Reply<'segments.get'>
export type Campaign = Reply<'campaigns.get'>
export type CampaignResults = Reply<'campaigns.results'>
export type ImportJob = Reply<'imports.get'>
export type Project = Reply<'project.get'>

/** The public API of the server that this page came from, as the person who signed in. */
export const client = new Rollcall({ baseUrl: '', credentials: 'same-origin' })

/** Answers are shown again at once and asked for anew behind them; the SDK repeats what may be repeated. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    // A server on this very machine answers without any network.
    queries: { staleTime: 2_000, retry: false, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** The way to the sign-in, and from there back to where one is. */
export function toSignIn(): string {
  return `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`
}

// A session may end while its pages are open. Who never had one is sent there by the router.
function leaveWhenSignedOut(error: unknown) {
  const hadSession = queryClient.getQueryData(['session']) !== undefined
  if (hadSession && troubleOf(error).isSignedOut) location.assign(toSignIn())
}

/** What went wrong, in words for a person. */
export type Trouble = {
  what: string
  help: string
  requestId: string | null
  isSignedOut: boolean
  isMissing: boolean
  /** The server, or what it needs, does not do its work at the moment. */
  isAway: boolean
}

/** The words for any error that a call may throw. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof RollcallError)) {
    const what = error instanceof Error ? error.message : String(error)
    const help = 'Reload the page; if it stays, report it with these words.'
    return { what, help, requestId: null, isSignedOut: false, isMissing: false, isAway: false }
  }
  return {
    ...troubleWords(error),
    requestId: error.requestId,
    isSignedOut: error.code === 'unauthenticated',
    isMissing: error.status === 404,
    isAway: error.code === 'unreachable' || error.status >= 500,
  }
}
