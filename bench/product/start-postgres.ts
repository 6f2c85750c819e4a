import { startEmbeddedPostgres } from '../../packages/server/src/postgres/embedded-postgres.ts'
import type { ServerSettings } from '../../packages/server/src/postgres/server-settings.ts'
import { endOnSignal } from './end-on-signal.ts'

export type StartedPostgres = { connectionString: string; [Symbol.asyncDispose](): Promise<void> }

/** The PostgreSQL that Rollcall ships, on a data directory of Rollcall's. */
export async function startPostgres(dataDir: string, settings: ServerSettings = {}): Promise<StartedPostgres> {
  const { connectionString, stop } = await startEmbeddedPostgres({ dataDir, log: () => {}, settings })
  const forget = endOnSignal(stop)
  return {
    connectionString,
    async [Symbol.asyncDispose]() {
      forget()
      await stop()
    },
  }
}
