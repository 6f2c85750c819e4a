import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { linkLibraries } from './link-libraries.ts'
import { PostgresStartError } from './postgres-start-error.ts'
import { type Account, asAccount } from './server-account.ts'
import { stageBinaries } from './stage-binaries.ts'

const run = promisify(execFile)

/** PostgreSQL's programs, at a place where the account can run them, and their version ("18.4"). */
export type Binaries = { initdb: string; postgres: string; pgCtl: string; version: string }

/**
 * Uses the installed package when it works for the account, else a copy (60 MB, 0.3 s, once per version) in the first of
 * `stageDirs` where that works. The checkout may be closed to the account, read-only, or without its library links.
 */
export async function prepareBinaries(options: {
  packageDir: string
  account: Account | undefined
  stageDirs: readonly string[]
  log: (message: string) => void
}): Promise<Binaries> {
  const { packageDir, account, stageDirs, log } = options
  const problems: unknown[] = []
  const tryDir = async (dir: () => Promise<string>) => {
    try {
      return await findBinaries(await dir(), account)
    } catch (error) {
      problems.push(error)
      return undefined
    }
  }
  const installed = await tryDir(() => linked(packageDir))
  if (installed !== undefined) return installed
  for (const stageDir of stageDirs) {
    const staged = await tryDir(() => stageBinaries(packageDir, stageDir))
    if (staged === undefined) continue
    log(`PostgreSQL runs from a copy in ${stageDir}, because ${packageDir} cannot be used as it is.`)
    return staged
  }
  throw new PostgresStartError(
    `PostgreSQL cannot run from ${packageDir}, nor from a copy in ${stageDirs.join(' or ')}: ${problems.map(toReason).join('; ')}. Make one of them accessible to ${account?.name ?? 'this user'}, or set DATABASE_URL.`,
  )
}

async function linked(packageDir: string): Promise<string> {
  if (await linkLibraries(packageDir)) return packageDir
  throw new Error('its library links cannot be made')
}

async function findBinaries(packageDir: string, account: Account | undefined): Promise<Binaries> {
  const program = (name: string) =>
    join(packageDir, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  const { stdout } = await run(program('postgres'), ['--version'], asAccount(account))
  const version = stdout.match(/\d+\.\d+/)?.[0] ?? stdout.trim()
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), version }
}

function toReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.trim().split('\n').at(-1) ?? message
}
