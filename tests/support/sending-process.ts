import { randomBytes } from 'node:crypto'
import { startCampaignSending } from '../../packages/server/src/jobs/send-campaigns.ts'
import type { Product } from '../../packages/server/src/product.ts'
import { openDatabase } from '../../packages/server/src/store/database.ts'

// A process that sends and nothing else, for tests that kill it: the only one, as with the embedded database, or one of many.
const [connectionString = '', smtpUrl = '', isOneOfMany = '', secretKey = '00'.repeat(32)] = process.argv.slice(2)
const database = openDatabase(connectionString, 16, Buffer.alloc(32, 'address key'))
const quiet = () => {}
const product: Pick<Product, 'config' | 'database' | 'now' | 'randomBytes' | 'log'> = {
  // why: sending reads these five settings and no others
  config: {
    smtpUrl,
    databaseUrl: isOneOfMany === '' ? null : connectionString,
    publicUrl: 'http://localhost:3000',
    secretKey: Buffer.from(secretKey, 'hex'),
    allowPrivate: true,
  } as Product['config'],
  database,
  now: () => new Date(),
  randomBytes,
  log: { info: quiet, warn: quiet, error: console.error },
}
// why: sending asks nothing of the index, of sign-in attempts or of other background work
startCampaignSending(product as Product)
