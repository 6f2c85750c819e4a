import { campaignsVersions, type RouteReply, VERSIONS } from '@rollcall/contract'
import { action } from '../../action.ts'
import { sayingOf } from '../../composing/saying-of.ts'
import { differencesOf, versionsOf } from '../../composing/version-of.ts'
import { choosesAt } from '../../jobs/sending/choose-winner.ts'
import { judgeTest } from '../../jobs/sending/judge-test.ts'
import { measureVersions, scoresOf, type Trial, type VersionFigures } from '../../jobs/sending/test-scores.ts'
import { type CampaignRecord, getCampaign, type VersionTest } from '../../store/campaigns.ts'
import { outcomeWords, standingWords } from './words-of-test.ts'

type Versions = RouteReply<typeof campaignsVersions>

const NONE = { state: 'none', sentence: 'This campaign has one version.', choosesAt: null, waiting: 0 } as const

export const showVersionsAction = action(
  campaignsVersions,
  async ({ product, caller }, { params }): Promise<Versions> => {
    const { projectId } = caller
    const campaign = await getCampaign(product.database, projectId, params.campaign)
    const { id, test, channel } = campaign
    if (!test) return { ...NONE, test, leader: null, isClear: false, winner: null, versions: [] }
    const count = campaign.variants.length + 1
    const { figures, waiting } = await measureVersions(product.database, { projectId, id }, { test, versions: count })
    const trial = { test, channel }
    const scores = scoresOf(figures, trial)
    const { leader, isClear } = judgeTest(scores)
    return {
      test,
      state: stateOf(campaign, test),
      sentence: campaign.testOutcome ? outcomeWords(campaign.testOutcome, trial) : standingWords(scores, trial),
      choosesAt: campaign.testOutcome ? null : (choosesAt(campaign)?.toISOString() ?? null),
      waiting: campaign.testOutcome ? 0 : waiting,
      leader: leader === null ? null : VERSIONS[leader],
      isClear,
      winner: winnerOf(campaign, trial),
      versions: versionsOf(campaign).map((version, place) =>
        toVersion(version, { place, figures: figures[place], campaign }),
      ),
    }
  },
)

function stateOf({ launchedAt, testOutcome, testSentAt, finishedAt }: CampaignRecord, test: VersionTest) {
  if (launchedAt === null) return 'unsent'
  if (testOutcome) return 'decided'
  if (!test.decide) return finishedAt === null ? 'sending' : 'split'
  return testSentAt === null ? 'sending' : 'waiting'
}

function winnerOf({ testOutcome }: CampaignRecord, trial: Trial): Versions['winner'] {
  if (!testOutcome) return null
  const { version, reason, at, by } = testOutcome
  return { version: VERSIONS[version], reason, sentence: outcomeWords(testOutcome, trial), chosenAt: at, chosenBy: by }
}

type Shown = { place: number; figures: VersionFigures; campaign: CampaignRecord }

function toVersion(version: CampaignRecord, { place, figures, campaign }: Shown): Versions['versions'][number] {
  const share = (part: number | null) => (figures.delivered === 0 || part === null ? null : part / figures.delivered)
  const { opened, clicked, converted, unsubscribed, replied } = figures
  return {
    version: VERSIONS[place],
    subject: sayingOf(version),
    fromName: version.fromName,
    differs: place === 0 ? [] : differencesOf(version, campaign),
    ...figures,
    rates: {
      opened: share(opened),
      clicked: share(clicked),
      converted: share(converted),
      unsubscribed: share(unsubscribed),
      replied: share(replied),
    },
  }
}
