import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'
import { SEED } from './fixture/audience.ts'

/** On what and when the measurements ran. */
export function describeMachine(startedAt: Date): string[] {
  const [cpu] = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  return [
    `${startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, seed ${SEED}`,
    `${availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory}, ${type()} ${release()}, Node ${process.version}`,
  ]
}

/** How busy the cores are, with this run and with everything else. */
export function describeLoad(when: string): string {
  return `Load ${when}: ${loadavg()[0].toFixed(1)}`
}

/** What readers have to know when others used the cores already before the run; nothing on a quiet machine. */
export function warnOfOthers(): string[] {
  const isBusy = loadavg()[0] > availableParallelism() / 2
  return isBusy ? ['**Not to be compared with anything: other programs held the cores, ratios included.**'] : []
}
