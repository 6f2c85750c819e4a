import { randomBytes } from 'node:crypto'
import { startCampaignSending } from '../../packages/server/src/jobs/send-campaigns.ts'
import type { Product } from '../../packages/server/src/product.ts'
import { openDatabase } from '../../packages/server/src/store/database.ts'

// A process that sends and nothing else, for tests that kill it. As with the embedded database, it is the only one.
const [connectionString = '', smtpUrl = ''] = process.argv.slice(2)
const database = openDatabase(connectionString)
const quiet = () => {}
const product: Pick<Product, 'config' | 'database' | 'now' | 'randomBytes' | 'log'> = {
  // why: sending reads these four settings and no others
  config: {
    smtpUrl,
    databaseUrl: null,
    publicUrl: 'http://localhost:3000',
    secretKey: Buffer.alloc(32),
  } as Product['config'],
  database,
  now: () => new Date(),
  randomBytes,
  log: { info: quiet, warn: quiet, error: console.error },
}
// why: sending asks nothing of the index, of sign-in attempts or of other background work
startCampaignSending(product as Product)
