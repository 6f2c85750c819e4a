import { readyz } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listPendingMigrations } from '../../store/pending-migrations.ts'

type Check = 'ok' | 'waiting' | 'failed'

export const tellReadiness = action(readyz, async ({ product, reply }) => {
  const [database, migrations] = await Promise.all([
    check(() => product.database.query('select 1')),
    check(async () => (await listPendingMigrations(product.database)).length === 0),
  ])
  const checks: Record<string, Check> = { database, migrations, index: product.index.isReady() ? 'ok' : 'waiting' }
  const isReady = Object.values(checks).every((state) => state === 'ok')
  if (!isReady) reply.status(503)
  return { status: isReady ? ('ok' as const) : ('waiting' as const), checks }
})

async function check(ask: () => Promise<unknown>): Promise<Check> {
  try {
    return (await ask()) === false ? 'waiting' : 'ok'
  } catch {
    return 'failed'
  }
}
