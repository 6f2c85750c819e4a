import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { PostgresStartError } from './postgres-start-error.ts'

const record = z.object({
  port: z.number().int().optional(),
  /** Only when the cluster is not in `<data directory>/postgres`, because PostgreSQL's user could not reach it there. */
  stagedClusterDir: z.string().optional(),
})

/** What the supervisor remembers between starts, in postgres.json of the data directory. */
export type PostgresRecord = z.infer<typeof record>

const toPath = (dataDir: string) => join(dataDir, 'postgres.json')

/** What was remembered, empty before the first start. */
export async function readRecord(dataDir: string): Promise<PostgresRecord> {
  const text = await readFile(toPath(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  try {
    return record.parse(JSON.parse(text))
  } catch {
    throw new PostgresStartError(
      `${toPath(dataDir)} cannot be read as JSON. Put it back from a backup; it can be removed when ${join(dataDir, 'postgres')} holds the data.`,
    )
  }
}

export async function writeRecord(dataDir: string, next: PostgresRecord): Promise<void> {
  const half = `${toPath(dataDir)}.new`
  await writeFile(half, `${JSON.stringify(next)}\n`)
  await rename(half, toPath(dataDir))
}

/** Where the cluster of a data directory is, for backup, erasure and doctor. */
export function toClusterDir(dataDir: string, { stagedClusterDir }: PostgresRecord): string {
  return stagedClusterDir ?? join(dataDir, 'postgres')
}
