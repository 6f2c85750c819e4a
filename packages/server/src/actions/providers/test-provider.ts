import { providersTest } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { openApiClient } from '../../outbound/api-client.ts'
import type { Product } from '../../product.ts'
import { openAccount } from '../../senders/account.ts'
import type { Tried } from '../../senders/providers/provider-kind.ts'
import { trySmtp } from '../../senders/providers/smtp.ts'
import { reportUrlOf } from '../../senders/report-url.ts'
import { parseSmtpUrl } from '../../senders/smtp.ts'
import { getProvider, type ProviderRecord } from '../../store/providers.ts'

// Enough to try out settings; nobody can search a network with it.
const TESTS_PER_MINUTE = 20

export const testProviderAction = action(providersTest, async ({ product, caller }, { params }) => {
  const provider = await getProvider(product.database, caller.projectId, params.provider)
  const key = `provider tests of project ${caller.projectId}`
  const seconds = product.attempts.take(key, { limit: TESTS_PER_MINUTE, now: product.now() })
  if (seconds > 0) throw failure('too_many_requests', { seconds })
  return tryProvider(product, provider)
})

async function tryProvider({ config, now }: Product, provider: ProviderRecord): Promise<Tried> {
  const { allowPrivate, smtpUrl } = config
  const api = openApiClient({ allowPrivate })
  try {
    const account = openAccount(provider, config)
    if (account)
      return await account.kind.test(account.settings, {
        api,
        allowPrivate,
        now,
        reportUrl: reportUrlOf(config, provider),
      })
    if (smtpUrl === null) return { isWorking: true, detail: 'Mail goes to the built-in catcher, and nowhere else.' }
    return await trySmtp(parseSmtpUrl(smtpUrl))
  } catch (error) {
    return { isWorking: false, detail: error instanceof Error ? error.message : String(error) }
  } finally {
    api.close()
  }
}
