import { providersCreate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import { sealSecrets } from '../../senders/account.ts'
import { findKind, PROVIDER_KINDS } from '../../senders/providers/kinds.ts'
import { getProvider, insertProvider } from '../../store/providers.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'
import { findNameOwner } from './find-name-owner.ts'
import { parseSettings } from './parse-settings.ts'
import { providerReply } from './provider-reply.ts'

const NO_LIMITS = { perSecond: null, perHour: null, perDay: null }

export const createProviderAction = action(providersCreate, async ({ product, caller, write }, { body }) => {
  const { database, config } = product
  const kind = findKind(body.kind)
  if (!kind) throw invalid('/kind', `must be one of ${PROVIDER_KINDS.map(({ id }) => id).join(', ')}`)
  const { allowPrivate } = config
  const { settings, secrets } = parseSettings(kind, body.settings, { present: {}, allowPrivate })
  const content = {
    ...{ name: body.name, settings, ...sealSecrets(secrets, product), isDefault: body.isDefault ?? false },
    sendingLimits: { ...NO_LIMITS, ...body.sendingLimits },
  }
  const findId = () => findNameOwner(database, caller.projectId, body.name)
  const uuid = await refuseTakenName({ what: 'provider', name: body.name, findId }, () =>
    write((transaction) => insertProvider(transaction, kind.id, content)),
  )
  return providerReply(await getProvider(database, caller.projectId, toId('provider', uuid)), config)
})
