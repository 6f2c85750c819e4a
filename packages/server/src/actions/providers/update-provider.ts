import { providersUpdate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { openSecrets, sealSecrets } from '../../senders/account.ts'
import { channelOf, findKind } from '../../senders/providers/kinds.ts'
import type { Settings } from '../../senders/providers/provider-kind.ts'
import { getProvider, type ProviderRecord, updateProvider } from '../../store/providers.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'
import { findNameOwner } from './find-name-owner.ts'
import { parseSettings } from './parse-settings.ts'
import { providerReply } from './provider-reply.ts'

export const updateProviderAction = action(providersUpdate, async ({ product, caller, write }, { params, body }) => {
  const { database, config } = product
  const present = await getProvider(database, caller.projectId, params.provider)
  const name = body.name ?? present.name
  const changed = body.settings ? change(product, present, body.settings) : present
  const sendingLimits = { ...present.sendingLimits, ...body.sendingLimits }
  const content = { ...changed, name, isDefault: body.isDefault ?? present.isDefault, sendingLimits }
  const findId = () => findNameOwner(database, caller.projectId, name)
  await refuseTakenName({ what: 'provider', name, findId }, () =>
    write((transaction) => updateProvider(transaction, present, content)),
  )
  return providerReply(await getProvider(database, caller.projectId, toId('provider', present.id)), config)
})

function change(
  product: Product,
  present: ProviderRecord,
  given: Settings,
): Pick<ProviderRecord, 'settings' | 'secrets' | 'hints'> {
  const kind = findKind(present.kind)
  if (!kind) throw invalid('/settings', 'the built-in sending has no settings; whoever runs Rollcall sets SMTP_URL')
  const { allowPrivate } = product.config
  const known = { ...present.settings, ...presentSecrets(product, present) }
  const { settings, secrets } = parseSettings(kind, given, { present: known, allowPrivate })
  if (channelOf(kind, settings) !== present.channel)
    throw invalid(
      '/settings/channel',
      `stays ${present.channel}: campaigns may count on it. Add another provider for it`,
    )
  return { settings, ...sealSecrets(secrets, product) }
}

/** Those that cannot be opened any more have to be entered again, and this is how. */
function presentSecrets({ config }: Product, present: ProviderRecord): Settings {
  try {
    return openSecrets(present, config)
  } catch {
    return {}
  }
}
