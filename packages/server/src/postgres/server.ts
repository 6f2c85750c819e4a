import type { Binaries } from './prepare-binaries.ts'
import type { Account } from './server-account.ts'
import type { ServerSettings } from './server-settings.ts'

/** Everything needed to run one cluster. */
export type Server = {
  clusterDir: string
  logPath: string
  binaries: Binaries
  account: Account | undefined
  password: string
  /** To the settings that Rollcall chooses. */
  changes: ServerSettings
  log: (message: string) => void
}
