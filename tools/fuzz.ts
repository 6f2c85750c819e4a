// Compares the oracle with row evaluation and explain on many more filters and contacts than the tests do.
// `npm run fuzz`, or `npm run fuzz -- 5000`; ROLLCALL_SEED=… starts where a failure was.
import { findDifference } from '../tests/oracle/compare.ts'
import { SEED } from '../tests/oracle/seed.ts'

const pairs = Number(process.argv[2] ?? 100_000)
console.log(`${pairs} filters and contacts from ROLLCALL_SEED=${SEED}`)
let differences = 0
for (let drawn = 0; drawn < pairs; drawn++) {
  const difference = findDifference(SEED + drawn)
  if (difference) console.log(`\n${difference}`)
  if (difference && ++differences === 10) break
  if (drawn > 0 && drawn % 10_000 === 0) console.log(`${drawn} drawn, ${differences} differences`)
}
console.log(differences === 0 ? 'No differences.' : `${differences} differences.`)
process.exit(differences === 0 ? 0 : 1)
