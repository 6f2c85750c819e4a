import type { Product } from '../../product.ts'
import { listTestingCampaigns, noteTestSent, setTestOutcome, type TestingCampaign } from '../../store/campaign-tests.ts'
import type { VersionTest } from '../../store/campaigns.ts'
import { eachApart } from '../each-apart.ts'
import { judgeTest } from './judge-test.ts'
import { measureVersions, scoresOf } from './test-scores.ts'

type Surroundings = Pick<Product, 'database' | 'now' | 'log'>

const MINUTE_MS = 60_000

/** When the winner of a test is chosen; null when nobody knows yet, or it is done by hand. */
export function choosesAt({ test, testSentAt }: { test: VersionTest | null; testSentAt: Date | null }): Date | null {
  const afterMinutes = test?.decide?.afterMinutes
  if (testSentAt === null || afterMinutes === undefined) return null
  return new Date(testSentAt.getTime() + afterMinutes * MINUTE_MS)
}

/** Chooses the winner of each test whose time has come; from then on everyone who waited is sent it. Returns whether any was. */
export async function chooseWinners(product: Surroundings): Promise<boolean> {
  const answers = await eachApart(
    await listTestingCampaigns(product.database),
    (campaign) => chooseInTime(product, campaign),
    (error, { projectId: project, id: campaign }) =>
      product.log.error('The winner of a test could not be chosen; trying again.', {
        ...{ project, campaign, reason: String(error) },
      }),
  )
  return answers.includes(true)
}

async function chooseInTime(product: Surroundings, campaign: TestingCampaign): Promise<boolean> {
  const testSentAt = campaign.testSentAt ?? (await noteTestSent(product.database, campaign, product.now()))
  const at = choosesAt({ test: campaign.test, testSentAt })
  return at !== null && at <= product.now() && choose(product, campaign)
}

/** Any number of processes may do this at once: the first one's word stands. */
async function choose({ database, now, log }: Surroundings, campaign: TestingCampaign): Promise<boolean> {
  const { projectId, id } = campaign
  const { figures } = await measureVersions(database, campaign, campaign)
  const scores = scoresOf(figures, campaign)
  const { version, reason } = judgeTest(scores)
  const outcome = { version, reason, at: now().toISOString(), by: 'system', scores }
  const { result: isChosen } = await database.write({ projectId, actor: 'system' }, (transaction) =>
    setTestOutcome(transaction, id, { outcome, from: ['sending'] }),
  )
  if (isChosen) log.info('The winner of a test was chosen.', { campaign: id, version, reason })
  return isChosen
}
