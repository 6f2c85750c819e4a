import { providersCreate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { sealSecrets } from '../../senders/account.ts'
import { channelOf, findKind, PROVIDER_KINDS } from '../../senders/providers/kinds.ts'
import type { ProviderKind, Settings } from '../../senders/providers/provider-kind.ts'
import { findSendingProvider, getProvider, insertProvider } from '../../store/providers.ts'
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
  const made = makeSecrets(kind, secrets, product)
  const sealed = sealSecrets({ ...secrets, ...made }, product)
  const channel = channelOf(kind, settings)
  // Mail always has the built-in sending; the first provider of another channel is what its campaigns go through.
  const isFirst = !(await findSendingProvider(database, caller.projectId, { text: null, channel }))
  const content = {
    ...{ kind: kind.id, channel, name: body.name, settings, ...sealed },
    isDefault: body.isDefault ?? isFirst,
    sendingLimits: { ...NO_LIMITS, ...body.sendingLimits },
  }
  const findId = () => findNameOwner(database, caller.projectId, body.name)
  const uuid = await refuseTakenName({ what: 'provider', name: body.name, findId }, () =>
    write((transaction) => insertProvider(transaction, content)),
  )
  return { ...providerReply(await getProvider(database, caller.projectId, toId('provider', uuid)), config), made }
})

/** The secrets that nobody gave and that Rollcall can make itself. */
function makeSecrets(kind: ProviderKind, given: Settings, { randomBytes }: Pick<Product, 'randomBytes'>): Settings {
  const makable = Object.entries(kind.fields).flatMap(([key, { make }]) => (make && !given[key] ? [{ key, make }] : []))
  return Object.fromEntries(makable.map(({ key, make }) => [key, make(randomBytes)]))
}
