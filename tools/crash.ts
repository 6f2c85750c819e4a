// What docs/sending.md promises, at full size: kills, faults, races, and messages by the ten thousand.
// `npm run crash`, or `npm run crash -- --only 4,7 --seed 1 --short`. The numbers are those of the checks' names.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { only: { type: 'string' }, seed: { type: 'string' }, short: { type: 'boolean', default: false } },
})
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31))
const numbers = values.only?.split(',').map(Number)
if (numbers?.some((number) => !Number.isInteger(number)))
  throw new Error(`--only ${values.only} is no list of numbers.`)
const chosen = numbers ? ['-t', `(^|\\s)(${numbers.join('|')})\\. `] : []
console.log(`npm run crash -- --seed ${seed} repeats this.`)
const { status } = spawnSync('vitest', ['run', 'tests/crash', ...chosen], {
  stdio: 'inherit',
  env: { ...process.env, ROLLCALL_SEED: seed, ROLLCALL_CRASH: values.short ? 'short' : 'full' },
})
process.exit(status ?? 1)
