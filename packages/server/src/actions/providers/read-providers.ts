import { providersGet, providersKinds, providersList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { channelsOf, PROVIDER_KINDS } from '../../senders/providers/kinds.ts'
import { getProvider, listProviders } from '../../store/providers.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { providerReply } from './provider-reply.ts'

export const listProvidersAction = action(providersList, async ({ product, caller }, { query }) => {
  const before = parseCursor(query.after, z.uuid())
  const found = await listProviders(product.database, caller.projectId, { before, limit: query.limit + 1 })
  return toPage(found, {
    limit: query.limit,
    place: ({ id }) => id,
    show: (provider) => providerReply(provider, product.config),
  })
})

export const getProviderAction = action(providersGet, async ({ product, caller }, { params }) =>
  providerReply(await getProvider(product.database, caller.projectId, params.provider), product.config),
)

export const listKindsAction = action(providersKinds, async () => ({
  data: PROVIDER_KINDS.map((kind) => ({ ...kind, channels: [...channelsOf(kind)] })).map(
    ({ id, name, channels, fields, webhook }) => ({
      id,
      name,
      channels,
      reports: webhook !== null,
      setUp: webhook?.setUp ?? null,
      fields: Object.entries(fields).map(([key, { label, help, isSecret, isRequired, options, fallback }]) => ({
        ...{ key, label, help, secret: isSecret, required: isRequired, fallback },
        options: options && [...options],
      })),
    }),
  ),
}))
