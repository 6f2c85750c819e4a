// Plain JavaScript that old versions of Node understand: it finds the right Node, then starts Rollcall. `npm start` gives V8
// two flags: it would otherwise let garbage grow to several times what is alive (an import then takes 240 MB instead of 115).
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const NEEDED_MAJOR = 24

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) await start()
else startWithPinnedNode()

async function start() {
  // Types are stripped and code is compiled once, not at every start. Threads look for the place in the environment: each would
  // otherwise bring the compiler of its own (20 MB, 0.2 s).
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('.cache/compiled', import.meta.url))
  module.enableCompileCache?.()
  const { command, main } = await import('./packages/server/src/main.ts')
  const words = process.argv.slice(2)
  if (words.length > 0) return command(words)
  const { buildDashboard } = await import('./tools/build-dashboard.ts')
  await main({ dashboardDir: buildDashboard({ log: (message) => console.log(message) }) })
}

/** npm installs a Node of the right version beside the other packages (package.json, optionalDependencies). */
function startWithPinnedNode() {
  const isWindows = process.platform === 'win32'
  const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`
  const node = fileURLToPath(new URL(`./node_modules/${name}/bin/node${isWindows ? '.exe' : ''}`, import.meta.url))
  if (!existsSync(node)) {
    console.error(
      `Rollcall needs Node ${NEEDED_MAJOR} or newer and this is ${process.version}. Run "npm ci", which brings one along, or install it from https://nodejs.org.`,
    )
    process.exit(1)
  }
  const child = spawn(node, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
}
