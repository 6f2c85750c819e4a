import type { Log } from './product.ts'

type Level = 'info' | 'warn' | 'error'

/** Lines on stderr: for people on a terminal, JSON for whatever collects them elsewhere. */
export function createConsoleLog(options: { now: () => Date; isForPeople: boolean }): Log {
  const write = (level: Level) => (message: string, data?: Record<string, unknown>) => {
    const time = options.now().toISOString()
    const line = options.isForPeople
      ? toWords({ time, level, message }, data)
      : JSON.stringify({ time, level, message, ...data })
    process.stderr.write(`${line}\n`)
  }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}

function toWords(
  entry: { time: string; level: Level; message: string },
  { trace, ...data }: Record<string, unknown> = {},
): string {
  const details = Object.keys(data).length > 0 ? ` ${JSON.stringify(data)}` : ''
  return `${entry.time} ${entry.level} ${entry.message}${details}${trace === undefined ? '' : `\n${trace}`}`
}
