import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Campaigning, Results } from '../support/campaigning.ts'

/** Processes that send, until they are killed. */
export type Workers = {
  start(kind?: 'only' | 'one of many'): ChildProcess
  kill(worker: ChildProcess): Promise<void>
  killAll(): void
}

/** How many messages one process may have on their way at once. */
export const CONNECTIONS = 40

export function workersFor(desk: Campaigning, smtpUrl: string): Workers {
  const script = new URL('../support/sending-process.ts', import.meta.url).pathname
  const { secretKey } = desk.product.product.config
  const { connectionString } = desk.product.product.database
  const running = new Set<ChildProcess>()
  return {
    start(kind = 'only') {
      const more = [kind === 'only' ? '' : kind, secretKey.toString('hex')]
      const worker = spawn(process.execPath, [script, connectionString, smtpUrl, ...more], {
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      running.add(worker)
      return worker
    },
    async kill(worker) {
      running.delete(worker)
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    },
    killAll() {
      for (const worker of running) worker.kill('SIGKILL')
    },
  }
}

const STATES = ['queued', 'sending', 'deferred', 'sent', 'failed', 'skipped', 'uncertain', 'cancelled']

/** How many people the states account for: the frozen audience, at any moment. */
export function accountedFor(results: Results): number {
  return STATES.reduce((sum, state) => sum + results[state], 0)
}
