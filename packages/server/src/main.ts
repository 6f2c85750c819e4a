import { runCommand } from './commands/run-command.ts'
import { type Config, type ParsedConfig, parseConfig } from './config.ts'
import { createConsoleLog } from './console-log.ts'
import { choosePort } from './postgres/choose-port.ts'
import { makeDataDir } from './postgres/data-dir.ts'
import { getSecretKey } from './secret-key.ts'
import { toStartFailure } from './start-failure.ts'
import { toGreeting } from './start-greeting.ts'
import { type Running, startProduct } from './start-product.ts'

// 25 s are promised; whatever hangs is left behind a second earlier.
const STOP_MS = 24_000

/** Runs Rollcall as the environment says, until it is asked to stop. Nothing else reads the environment. */
export async function main({ dashboardDir }: { dashboardDir: Promise<string | null> }) {
  const parsed = parseConfig(await withFreePort(process.env))
  if ('problems' in parsed) return exit(2, ['Rollcall cannot start.', ...parsed.problems].join('\n'))
  const log = createConsoleLog({ now: () => new Date(), isForPeople: process.stderr.isTTY ?? false })
  try {
    const config = await complete(parsed.config)
    const running = await startProduct(config, { log, dashboardDir })
    stopOnSignal(running)
    process.stdout.write(toGreeting(config, running.entrance))
  } catch (error) {
    exit(1, toStartFailure(error, parsed.config))
  }
}

/** Runs one command on the server itself, such as `reset-password`, in the environment that Rollcall has. */
export async function command(words: string[]) {
  const parsed = parseConfig(process.env)
  if ('problems' in parsed) return exit(2, parsed.problems.join('\n'))
  try {
    process.exitCode = await runCommand(words, parsed.config)
  } catch (error) {
    exit(1, toStartFailure(error, parsed.config))
  }
}

/** PORT=0 asks for any free port, which the public address has to name. */
async function withFreePort(environment: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  return environment.PORT === '0' ? { ...environment, PORT: String(await choosePort(undefined)) } : environment
}

async function complete(config: ParsedConfig): Promise<Config> {
  const dataDir = await makeDataDir(config.dataDir)
  return { ...config, dataDir, secretKey: config.secretKey ?? (await getSecretKey(dataDir)) }
}

function stopOnSignal(running: Running) {
  let askedAtMs: number | undefined
  const stop = async () => {
    if (askedAtMs !== undefined) {
      // One Ctrl+C may arrive twice, from the terminal and from npm. A later one means: do not wait.
      if (performance.now() - askedAtMs > 1_000) process.exit(1)
      return
    }
    askedAtMs = performance.now()
    setTimeout(() => exit(1, 'Rollcall could not stop in time and ends as it is.'), STOP_MS).unref()
    await running.stop()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void stop().catch((error) => exit(1, `Rollcall did not stop cleanly: ${error}`)))
  }
}

function exit(code: number, message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}
