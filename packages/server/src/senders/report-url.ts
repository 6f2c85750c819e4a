import type { Config } from '../config.ts'
import type { ProviderRecord } from '../store/providers.ts'
import { toReportToken } from './report-token.ts'

/** Where a provider's service reports to. */
export function reportUrlOf(
  { publicUrl, secretKey }: Pick<Config, 'publicUrl' | 'secretKey'>,
  provider: Pick<ProviderRecord, 'projectId' | 'id'>,
): string {
  return `${publicUrl}/hooks/providers/${toReportToken(secretKey, 'webhook', provider)}`
}
