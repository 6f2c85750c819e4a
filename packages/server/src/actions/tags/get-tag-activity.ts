import { tagsActivity } from '@rollcall/contract'
import { action } from '../../action.ts'
import { nameActors } from '../../store/actor-names.ts'
import { listLatestTagged, listTagDays, listTagSources } from '../../store/tag-activity.ts'
import { getTag } from '../../store/tags.ts'

export const getTagActivityAction = action(tagsActivity, async ({ product, caller }, { params }) => {
  const { database } = product
  const { projectId } = caller
  const of = { projectId, tagId: (await getTag(database, projectId, params.tag)).id }
  const [sources, latest, days] = await Promise.all([
    listTagSources(database, of),
    listLatestTagged(database, of),
    listTagDays(database, { ...of, now: product.now() }),
  ])
  const nameOf = await nameActors(
    database,
    projectId,
    [...sources, ...latest].map(({ by }) => by),
  )
  const withName = <Row extends { by: string }>(row: Row) => ({ ...row, byName: nameOf(row.by) })
  return { sources: sources.map(withName), latest: latest.map(withName), days }
})
