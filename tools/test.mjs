// Everything that must hold before a change lands, one check after the other, each with its name and time.
// `npm test` runs all of them, `npm run check` those that need neither database nor browser.
import { spawnSync } from 'node:child_process'

const isStatic = process.argv.includes('--static')

const checks = [
  ['lint', ['biome', 'check', '--error-on-warnings']],
  ['types', ['tsc', '--noEmit', '-p', 'tsconfig.json']],
  ['dashboard types', ['tsc', '--noEmit', '-p', 'packages/dashboard/tsconfig.json']],
  isStatic ? ['tidy', ['vitest', 'run', 'tests/tidy']] : ['tests', ['vitest', 'run']],
]

let passed = 0
const failed = []
for (const [name, command] of checks) {
  const startedAtMs = performance.now()
  console.log(`\n— ${name}`)
  const { status } = spawnSync(command[0], command.slice(1), { stdio: 'inherit' })
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1)
  if (status === 0) passed += 1
  else failed.push(name)
  console.log(`— ${name}: ${status === 0 ? 'passed' : 'failed'} in ${seconds} s`)
}
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}.`)
console.log(`\n${passed} passed, ${failed.length} failed`)
process.exit(failed.length > 0 ? 1 : 0)
