import type { Product } from '../../product.ts'
import {
  finishTagging,
  listTaggingCampaigns,
  type TaggingCampaign,
  taggedBy,
  tagSome,
} from '../../store/tag-recipients.ts'
import { eachApart } from '../each-apart.ts'

const CHUNK_ROWS = 5_000
// Looking costs a read of all that was sent so far; what is over is finished at once.
const LOOK_EVERY_MS = 30_000

/** Gives everyone who was sent a campaign the tags that it gives. Each call takes one step; returns whether more is left. */
export type Tagging = () => Promise<boolean>

export function createTagging({ database, now, log }: Pick<Product, 'database' | 'now' | 'log'>): Tagging {
  const lookedAtMs = new Map<string, number>()

  async function tagNext(campaign: TaggingCampaign): Promise<boolean> {
    const at = now()
    const since = at.getTime() - (lookedAtMs.get(campaign.id) ?? Number.NEGATIVE_INFINITY)
    if (!campaign.isOver && since < LOOK_EVERY_MS) return false
    const { result: count } = await database.write(
      { projectId: campaign.projectId, actor: taggedBy(campaign), bulk: true },
      (transaction) => tagSome(transaction, campaign, { limit: CHUNK_ROWS, at }),
    )
    if (count === CHUNK_ROWS) return true
    lookedAtMs.set(campaign.id, at.getTime())
    if (campaign.isOver) {
      lookedAtMs.delete(campaign.id)
      await finishTagging(database, campaign, at)
    }
    return false
  }

  return async () => {
    const answers = await eachApart(
      await listTaggingCampaigns(database),
      tagNext,
      (error, { projectId: project, id: campaign }) =>
        log.error('Those who were sent a campaign could not be tagged; trying again.', {
          ...{ project, campaign, reason: String(error) },
        }),
    )
    return answers.includes(true)
  }
}
