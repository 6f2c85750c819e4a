import type { AudienceSize } from '../fixture/audience.ts'
import { fillRecord } from './fill-record.ts'
import { startPostgres } from './start-postgres.ts'

/** Makes a data directory whose record holds the fixture, for a product to start on. */
export async function makeFilledDataDir(dataDir: string, size: AudienceSize): Promise<void> {
  await using postgres = await startPostgres(dataDir)
  await fillRecord(postgres.connectionString, size)
}
