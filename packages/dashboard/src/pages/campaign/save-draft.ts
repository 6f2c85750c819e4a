import { RollcallError } from '@rollcall/sdk'
import { type Campaign, client } from '../../api.ts'
import { type Draft, toBody, toDraft } from './draft.ts'

/** Somebody else has saved the campaign since it was read: who, when, and what it is now. */
export class ChangedMeanwhile extends RollcallError {
  readonly theirs: Campaign
  readonly by: string

  constructor(error: RollcallError, theirs: Campaign) {
    super({ ...error.problem, detail: error.detail }, error.code, error)
    this.theirs = theirs
    this.by = String(error.problem.by ?? 'Somebody')
  }
}

// What this page itself has written of each campaign last: coming back to one finds an answer from before that.
const lastWritten = new Map<string, string>()

/** Saves a draft that was begun from `known`, unless somebody else has changed what is saved. */
export async function saveDraft(known: Campaign, draft: Draft): Promise<Campaign> {
  const { id } = known
  const save = (ifUpdatedAt: string) => client.campaigns.update(id, { ...toBody(draft), ifUpdatedAt })
  const saved = await save(known.updatedAt).catch(async (error: unknown) => {
    if (!(error instanceof RollcallError) || error.code !== 'changed_meanwhile') throw error
    const theirs = await client.campaigns.get(id)
    // Being scheduled, or taken back, changes nothing of what it says.
    if (lastWritten.get(id) !== theirs.updatedAt && !saysTheSame(theirs, known))
      throw new ChangedMeanwhile(error, theirs)
    return save(theirs.updatedAt)
  })
  lastWritten.set(id, saved.updatedAt)
  return saved
}

/** Whether two states of a campaign have the same content. */
export function saysTheSame(one: Campaign, other: Campaign): boolean {
  return JSON.stringify(toDraft(one)) === JSON.stringify(toDraft(other))
}
