import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { PostgresStartError } from './postgres-start-error.ts'

/** The 256 random bits that both roles of the embedded server sign in with, made before the cluster exists. */
export async function getPassword(dataDir: string, options: { clusterExists: boolean }): Promise<string> {
  const path = join(dataDir, 'postgres-password')
  const known = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  if (known.trim() !== '') return known.trim()
  if (!options.clusterExists) return makePassword(path)
  throw new PostgresStartError(
    `${path} is missing, and without it nobody can sign in to the database beside it. Put that file back from a backup.`,
  )
}

async function makePassword(path: string): Promise<string> {
  const password = randomBytes(32).toString('base64url')
  const file = await open(`${path}.new`, 'w', 0o600)
  await file.writeFile(`${password}\n`)
  await file.sync()
  await file.close()
  await rename(`${path}.new`, path)
  return password
}
