import type { ParsedConfig } from './config.ts'
import { PostgresStartError } from './postgres/postgres-start-error.ts'

/** Why it did not start, in words that say what to do; with the stack only when nobody expected it. */
export function toStartFailure(error: unknown, config: ParsedConfig): string {
  if (error instanceof PostgresStartError) return error.message
  if (!(error instanceof Error)) return `Rollcall could not start: ${String(error)}`
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException // why: system errors carry more than Error declares
  if (code === 'EADDRINUSE')
    return `Port ${config.port} is in use. Stop the other program, or set PORT to another port.`
  if (code === 'EACCES' && syscall === 'listen')
    return `Port ${config.port} may not be opened. Set PORT to one above 1023.`
  if (code === 'EADDRNOTAVAIL') return `HOST is ${config.host}, which is no address of this machine.`
  if (config.databaseUrl !== null && isAboutTheDatabase(code, syscall)) {
    const { host, pathname } = new URL(config.databaseUrl)
    return `The database ${pathname.slice(1)} at ${host} refused: ${error.message}. Check DATABASE_URL and that it runs.`
  }
  return `Rollcall could not start: ${error.stack ?? error.message}`
}

// 28: wrong password; 3D: no such database; 08 and system errors of a socket: not reachable.
function isAboutTheDatabase(code: string, syscall: string): boolean {
  return /^(28|3D|08)/.test(code) || ['connect', 'getaddrinfo'].includes(syscall)
}
