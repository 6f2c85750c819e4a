import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { readCpuSeconds } from './cpu-seconds.ts'
import { endOnSignal } from './end-on-signal.ts'

const SINK = fileURLToPath(new URL('smtp-sink.ts', import.meta.url))

/** An SMTP server that takes everything. */
export type Sink = {
  url: string
  /** How many messages it has taken, and when the first came by `performance.now()`. */
  taken(): { count: number; firstAtMs: number | undefined }
  /** What its process has worked. */
  cpuSeconds(): number
  [Symbol.dispose](): void
}

export async function startSink(): Promise<Sink> {
  const child = spawn(process.execPath, [SINK], { stdio: ['ignore', 'pipe', 'inherit'] })
  const forget = endOnSignal(async () => child.kill())
  const lines = createInterface({ input: child.stdout })
  const [port] = await once(lines, 'line')
  let count = 0
  let firstAtMs: number | undefined
  lines.on('line', (line) => {
    firstAtMs ??= performance.now()
    count = Number(line)
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: () => ({ count, firstAtMs }),
    cpuSeconds: () => readCpuSeconds(child.pid),
    [Symbol.dispose]() {
      forget()
      child.kill()
    },
  }
}
