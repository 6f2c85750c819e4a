import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The key that signs links and encrypts what has to be kept secret, from the data directory; made at first. The file holds
 * the text that ROLLCALL_SECRET_KEY would hold, so that it may be moved there.
 */
export async function getSecretKey(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, 'secret-key')
  await mkdir(dataDir, { recursive: true })
  await writeFile(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' }).catch(unlessItExists)
  return Buffer.from((await readFile(path, 'utf8')).trim())
}

function unlessItExists(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST') throw error
}
