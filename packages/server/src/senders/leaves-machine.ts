import type { Config } from '../config.ts'
import type { ProviderRecord } from '../store/providers.ts'
import { hostOf } from './find-transport-problem.ts'
import { isLoopback } from './is-loopback.ts'

/** Whether what is sent through a provider (undefined: the built-in sending) goes beyond this machine. */
export function leavesMachine(config: Pick<Config, 'smtpUrl' | 'secretKey'>, provider?: ProviderRecord): boolean {
  try {
    const host = hostOf(config, provider)
    return host !== undefined && !isLoopback(host)
  } catch {
    return true
  }
}
