import { deliveriesGet, VERSIONS } from '@rollcall/contract'
import { action } from '../../action.ts'
import { nameActors } from '../../store/actor-names.ts'
import { getLoggedDelivery } from '../../store/logged-delivery.ts'
import { nextAttemptAt } from '../campaign-results/next-attempt-at.ts'
import { toLogged } from './to-logged.ts'

export const getDeliveryAction = action(deliveriesGet, async ({ product, caller }, { params }) => {
  const found = await getLoggedDelivery(product.database, caller.projectId, params.delivery)
  const { attempts, earlier, feedback, feedbackNote, version, createdBy } = found
  const nameOf = await nameActors(product.database, caller.projectId, [createdBy])
  return {
    ...toLogged(found),
    ...{ attempts, earlier: earlier ?? [], feedback, feedbackNote, createdBy, createdByName: nameOf(createdBy) },
    nextAttemptAt: nextAttemptAt(found),
    deliveredAt: found.deliveredAt?.toISOString() ?? null,
    version: version === null ? null : VERSIONS[version],
    events: found.events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
  }
})
