import { toId } from '@rollcall/contract'
import type { ActionContext } from '../../action.ts'
import { findRowsOfClaim } from '../../store/contact-merge.ts'
import { errorCode } from '../../store/database.ts'
import { campaignOf, findPreferences } from '../../store/preferences.ts'
import type { ProjectRow } from '../../store/projects.ts'
import { textsOf } from '../public-pages/texts-of.ts'
import { applySteps, type PreferenceProof, StepRefused } from './apply-steps.ts'
import type { Opened } from './open-preferences.ts'
import type { Told } from './preferences-page.ts'
import { sayChanges } from './say-changes.ts'
import type { Change, Step } from './step.ts'
import { toUndoToken } from './undo-token.ts'

type Asked = Pick<ActionContext, 'product' | 'request'>

const UNIQUE_VIOLATION = '23505'

/** Does what somebody wants, all or nothing, and says in their language what is different. */
export async function makeChanges(asked: Asked, opened: Opened, steps: Step[]): Promise<Told> {
  const { config, database, now } = asked.product
  const { project, person } = opened.preferences
  const at = now()
  try {
    const changes = await write(asked, opened, { steps, at })
    const after = await findPreferences(database, opened.claim)
    const texts = textsOf(after?.person ? after.person.language : person.language)
    const whose = { projectId: project.id, rowNo: person.rowNo }
    const undoToken = changes.length > 0 ? toUndoToken(config.secretKey, whose, { changes, at }) : undefined
    return { sentences: sayChanges(changes, texts, project.timezone), undoToken }
  } catch (error) {
    // What was theirs may be somebody else's by now, such as the address that they had before.
    if (!(error instanceof StepRefused) && errorCode(error) !== UNIQUE_VIOLATION) throw error
    return { sentences: [textsOf(person.language).trouble.cannotSave], isTrouble: true }
  }
}

async function write(
  { product, request }: Asked,
  { claim, preferences }: Opened,
  { steps, at }: { steps: Step[]; at: Date },
): Promise<Change[]> {
  const { project, person } = preferences
  const campaignUuid = campaignOf(claim)
  const proof = proofOf({ claim, project, request })
  const { result } = await product.database.write({ projectId: project.id, actor: 'contact' }, async (transaction) => {
    const changes = await applySteps(transaction, { rowNo: person.rowNo, campaignUuid, proof, at }, steps)
    // Whoever was merged since may be brought back, and has left, or is not tracked, as well.
    const leaving = steps.filter(
      ({ set, to }) => (set === 'status' && to === 'unsubscribed') || (set === 'tracking' && to === false),
    )
    for (const rowNo of await findRowsOfClaim(transaction, claim)) {
      if (rowNo !== person.rowNo) await applySteps(transaction, { rowNo, campaignUuid, proof, at }, leaving)
    }
    return changes
  })
  return result
}

/** How we know that somebody wants what their page sent: by which message, from where, with what. */
export function proofOf({
  claim,
  project,
  request,
}: Pick<Opened, 'claim'> & Pick<Asked, 'request'> & { project: ProjectRow }): PreferenceProof {
  const campaign = campaignOf(claim)
  return {
    source: 'preferences',
    campaign: campaign && toId('campaign', campaign),
    ip: project.keep_ip ? request.ip : null,
    userAgent: request.userAgent,
  }
}
