import { AudienceIndex, openLocalShard } from '@rollcall/engine'
import { startLiveIndex } from '../../packages/server/src/feed/start-live-index.ts'
import { openDatabase } from '../../packages/server/src/store/database.ts'
import { fastClock } from './fast-clock.ts'

// A process that keeps the segments of a project live and nothing else, for tests that kill it.
const [connectionString = '', projectId = '', startedAtMs = ''] = process.argv.slice(2)
const index = startLiveIndex({
  database: openDatabase(connectionString, 16, Buffer.alloc(32, 'address key')),
  openIndex: () =>
    new AudienceIndex({ shardCount: 2, openShard: () => openLocalShard({ maxBytes: 256 * 1024 * 1024 }) }),
  now: fastClock(Number(startedAtMs)),
  log: { warn: console.error },
})
await index.caughtUp(Number(projectId), '0')
process.stdout.write('following\n')
