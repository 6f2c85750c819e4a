import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { to } from 'pg-copy-streams'
import type { Database } from '../../packages/server/src/store/database.ts'

/** Where a text is found: in any case, in UTF-8, UTF-16 or base64, inside tables and files. `text` is of ASCII letters. */
export async function findBytes(
  text: string,
  { database, dir }: { database: Database; dir: string },
): Promise<string[]> {
  const isIn = finder(text)
  const tables = await database.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  )
  const found: string[] = []
  for (const { name } of tables) if (isIn(await dumpTable(database, name))) found.push(name)
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    if (isIn(await readFile(path)) || isIn(Buffer.from(path))) found.push(path.slice(dir.length + 1))
  }
  return found
}

// As they are, so that bytes of messages are not hidden behind an escape.
async function dumpTable({ pool }: Database, name: string): Promise<Buffer> {
  const client = await pool.connect()
  try {
    return await buffer(client.query(to(`copy ${name} to stdout (format binary)`)))
  } finally {
    client.release()
  }
}

function finder(text: string): (bytes: Buffer) => boolean {
  const lower = text.toLowerCase()
  // Base64 says the same three ways, by where in three bytes it begins; its first and last letters depend on what is around.
  const coded = [0, 1, 2].map((shift) =>
    Buffer.from(' '.repeat(shift) + text)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  )
  const wide = Buffer.from(lower, 'utf16le').toString('latin1')
  return (bytes) => {
    const all = bytes.toString('latin1')
    const folded = all.toLowerCase()
    return folded.includes(lower) || folded.includes(wide) || coded.some((code) => all.includes(code))
  }
}
