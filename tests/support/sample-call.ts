import type { Things } from './sample-things.ts'

/** One call that succeeds: what stands in the path, in order, and what is sent. */
export type SampleCall = {
  params?: string[]
  query?: string
  body?: unknown
  headers?: Record<string, string>
  /** In place of the owner's key: that of another project. */
  key?: string
  /** In place of the owner's key: nothing. */
  isAnonymous?: boolean
}

/** Makes what the call needs, and the call. */
export type Sample = (things: Things) => Promise<SampleCall> | SampleCall
