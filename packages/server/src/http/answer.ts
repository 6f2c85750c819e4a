import type { Readable } from 'node:stream'

/** What goes over the wire. */
export type Answer = { status: number; headers: Record<string, string>; body: string | Buffer | Readable }
