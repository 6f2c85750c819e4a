import { randomBytes } from 'node:crypto'
import type { ParsedConfig } from '../config.ts'
import { findEmbeddedDatabase } from '../postgres/find-embedded-database.ts'
import { openDatabase } from '../store/database.ts'
import { makePasswordReset } from './make-password-reset.ts'

const USAGE = `There is one command beside the start:

  npm start -- reset-password <e-mail>   makes a link with which that person sets another password`

/** Does what whoever runs the server asks of it in the terminal, beside the Rollcall that runs; gives the exit code. */
export async function runCommand(words: string[], config: ParsedConfig): Promise<number> {
  const [command, email, ...more] = words
  if (command !== 'reset-password' || email === undefined || more.length > 0) return say(2, USAGE)
  const connectionString = config.databaseUrl ?? (await findEmbeddedDatabase(config.dataDir))
  if (connectionString === undefined) {
    return say(1, `No Rollcall runs on ${config.dataDir}. Start it, then run this again beside it.`)
  }
  const database = openDatabase(connectionString, 1)
  try {
    const token = randomBytes(32).toString('base64url')
    const made = await makePasswordReset(email, { database, publicUrl: config.publicUrl, now: new Date(), token })
    return say(made.isDone ? 0 : 1, made.words)
  } finally {
    await database.close()
  }
}

function say(code: number, words: string): number {
  const stream = code === 0 ? process.stdout : process.stderr
  stream.write(`${words}\n`)
  return code
}
