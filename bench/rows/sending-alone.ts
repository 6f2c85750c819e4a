import { join } from 'node:path'
import { fillRecord } from '../product/fill-record.ts'
import { startPostgres } from '../product/start-postgres.ts'
import { startSink } from '../product/start-sink.ts'
import { startRollcall } from '../product/started-rollcall.ts'
import type { Section } from '../report/section.ts'
import type { Bench } from './measure.ts'
import { measureSending } from './sending.ts'

/** Sending and nothing else: quicker to ask for than the whole product. */
export async function sendingAlone({ contacts, nowSeconds, dir, say }: Bench): Promise<Section[]> {
  const dataDir = join(dir, 'data')
  await fill(dataDir, { contacts, nowSeconds })
  say('sending')
  using sink = await startSink()
  await using running = await startRollcall(dataDir, { SMTP_URL: sink.url })
  // Awaited here: the product and the server end when this function does.
  return await measureSending(running, { sink, contacts })
}

async function fill(dataDir: string, size: { contacts: number; nowSeconds: number }) {
  await using postgres = await startPostgres(dataDir)
  await fillRecord(postgres.connectionString, size)
}
