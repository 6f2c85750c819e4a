import type { RowBatch } from '@rollcall/engine'
import type { LoadRequest } from './read-project.ts'

/** What a thread that reads is started with. `snapshot` is one that another transaction exported and holds open. */
export type LoaderData = { connectionString: string; snapshot: string; request: LoadRequest; part: number; of: number }

/** What it is asked for: the next batch of contacts, then of events. */
export type LoaderAsk = 'contacts' | 'events'

/** What it answers; no batch means that there are no more. */
export type LoaderAnswer = { batch: RowBatch | undefined } | { error: string }
