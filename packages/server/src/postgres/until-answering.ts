import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresStartError } from './postgres-start-error.ts'
import type { Postmaster } from './postmaster.ts'
import { findPostmasterPid } from './postmaster-pid.ts'
import type { Server } from './server.ts'
import { signIn } from './sign-in.ts'

/** Waits until PostgreSQL lets us in, however long recovery takes; fails when it ends first or refuses the password. */
export async function untilAnswering(
  postmaster: Postmaster,
  server: Server,
  { port, signal, patienceMs }: { port: number; signal: AbortSignal; patienceMs?: number },
): Promise<void> {
  const recovering = 'PostgreSQL is still repairing its data after a crash; this can take some minutes.'
  const notice = setTimeout(() => server.log(recovering), 5000)
  try {
    while (!(await isReady(postmaster, server.clusterDir))) {
      signal.throwIfAborted()
      if (postmaster.hasEnded()) throw new Error(await postmaster.ended)
      await sleep(15)
    }
    await signIn({ port, password: server.password, patienceMs }, (client) => client.query('SELECT'))
  } catch (error) {
    throw isWrongPassword(error) ? new PostgresStartError(toRefusal(server.clusterDir)) : error
  } finally {
    clearTimeout(notice)
  }
}

async function isReady(postmaster: Postmaster, clusterDir: string): Promise<boolean> {
  const found = await findPostmasterPid(clusterDir)
  return found?.pid === postmaster.pid && found.isReady
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '28P01'
}

function toRefusal(clusterDir: string): string {
  return `The database in ${clusterDir} does not accept the password in the file postgres-password of the data directory. Put that file back from a backup.`
}
