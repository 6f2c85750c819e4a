import { findCommandLine } from './find-process.ts'
import { type Postmaster, stopPostmaster, watchPostmaster } from './postmaster.ts'
import { findPostmasterPid } from './postmaster-pid.ts'
import type { Server } from './server.ts'
import { toServerArguments } from './server-settings.ts'
import { signIn } from './sign-in.ts'
import { untilAnswering } from './until-answering.ts'

/** A healthy server answers in milliseconds. */
const patienceMs = 1500

/**
 * Takes over the PostgreSQL that a killed process of ours left running, when it is what we would start now; stops any other,
 * within 7 s. The id in postmaster.pid counts only if that process was started on this very directory.
 */
export async function adoptOrphan(server: Server): Promise<{ postmaster: Postmaster; port: number } | undefined> {
  const found = await findPostmasterPid(server.clusterDir)
  if (found === undefined) return undefined
  const { pid, port } = found
  const commandLine = await findCommandLine(pid)
  if (!commandLine?.includes(` -D ${server.clusterDir} `)) return undefined
  const postmaster = watchPostmaster(pid, server.binaries.pgCtl)
  if (commandLine === toCommandLine(server, port) && (await isAsWanted(postmaster, server, port))) {
    server.log(`Took over PostgreSQL (process ${pid}), which had kept running.`)
    return { postmaster, port }
  }
  server.log(`Stopping an earlier PostgreSQL (process ${pid}), which had kept running.`)
  await stopPostmaster(postmaster, 2 * patienceMs)
  return undefined
}

function toCommandLine({ binaries, clusterDir, changes }: Server, port: number): string {
  return [binaries.postgres, ...toServerArguments({ clusterDir, port, changes })].join(' ')
}

/** The same command line may still be an older program: npm replaces files under the same path. */
async function isAsWanted(postmaster: Postmaster, server: Server, port: number): Promise<boolean> {
  const { password, binaries } = server
  try {
    await untilAnswering(postmaster, server, { port, signal: AbortSignal.timeout(patienceMs), patienceMs })
    const { rows } = await signIn({ port, password, patienceMs }, (client) => client.query('SHOW server_version'))
    return rows[0]?.server_version === binaries.version
  } catch {
    return false
  }
}
