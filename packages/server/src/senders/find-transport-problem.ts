import type { MessageChannel } from '@rollcall/contract'
import type { Config } from '../config.ts'
import type { ProviderRecord } from '../store/providers.ts'
import { openAccount } from './account.ts'
import { isLoopback } from './is-loopback.ts'
import { findKind } from './providers/kinds.ts'
import { parseSmtpUrl } from './smtp.ts'

/**
 * Why mail must not leave through a provider (undefined: the built-in sending) with this configuration, or undefined. Anything
 * beyond this machine needs a public URL over https: RFC 8058 asks for it, and people must be able to follow the unsubscribe
 * link.
 */
export function findTransportProblem(
  config: Pick<Config, 'smtpUrl' | 'publicUrl' | 'secretKey'>,
  provider?: ProviderRecord,
): string | undefined {
  const { publicUrl } = config
  try {
    const host = hostOf(config, provider)
    if (host === undefined || isLoopback(host) || new URL(publicUrl).protocol === 'https:') return undefined
    if (provider && provider.channel !== 'email')
      return findKind(provider.kind)?.webhook ? unheard(provider.name, publicUrl) : undefined
    return `Mail would leave through ${host}, but the public URL ${publicUrl} is not https, so nobody could unsubscribe with one click. Set ROLLCALL_PUBLIC_URL to an https address.`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function unheard(name: string, publicUrl: string): string {
  return `${name} could not tell Rollcall who answers STOP, because the public URL ${publicUrl} is not https. Set ROLLCALL_PUBLIC_URL to an https address.`
}

/** The same for a channel; beyond e-mail nothing leaves without a provider of its own. */
export function findChannelProblem(
  config: Pick<Config, 'smtpUrl' | 'publicUrl' | 'secretKey'>,
  channel: MessageChannel,
  provider: ProviderRecord | undefined,
): string | undefined {
  if (channel === 'email' || provider) return findTransportProblem(config, provider)
  return `Nothing carries ${channel} yet: add a provider for it under Settings, Providers, and make it the default of its channel.`
}

/** The host that mail is handed over to; undefined: it stays here, in the catcher. Throws a sentence. */
export function hostOf(config: Pick<Config, 'smtpUrl' | 'secretKey'>, provider?: ProviderRecord): string | undefined {
  const account = provider && openAccount(provider, config)
  if (account) return account.kind.hostOf(account.settings)
  return config.smtpUrl === null ? undefined : parseSmtpUrl(config.smtpUrl).host
}
