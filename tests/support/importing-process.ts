import { randomBytes } from 'node:crypto'
import { startImports } from '../../packages/server/src/jobs/import-worker.ts'
import type { Product } from '../../packages/server/src/product.ts'
import { openDatabase } from '../../packages/server/src/store/database.ts'

// A process that imports and nothing else, for tests that kill it.
const [connectionString = ''] = process.argv.slice(2)
const quiet = () => {}
const product: Pick<Product, 'config' | 'database' | 'now' | 'randomBytes' | 'log'> = {
  // why: imports read this setting and no others
  config: { checkMx: false } as Product['config'],
  database: openDatabase(connectionString, 16, Buffer.alloc(32, 'address key')),
  now: () => new Date(),
  randomBytes,
  log: { info: quiet, warn: quiet, error: console.error },
}
// why: imports ask nothing of the index, of sign-in attempts or of other background work
startImports(product as Product)
