import { VERSIONS } from '@rollcall/contract'
import type { CampaignRecord } from '../store/campaigns.ts'
import { getProject } from '../store/projects.ts'
import { type About, checkTexts, NOBODY } from './check-campaign.ts'
import { type Finding, found } from './check-texts.ts'
import type { Asker } from './compose.ts'
import { type VersionTexts, versionsOf } from './version-of.ts'

/** What a campaign says in all its versions, and how they are tried. */
export type Tested = VersionTexts & Pick<CampaignRecord, 'channel' | 'variants' | 'test'>

/** What is wrong or could be better in versions B, C and D alone, and in the test; `ofA` is what was found in version A. */
export async function checkVersions(
  asker: Asker,
  campaign: Tested,
  { about, ofA }: { about: About; ofA: Finding[] },
): Promise<Finding[]> {
  if (!campaign.test) return []
  const versions = versionsOf(campaign)
  const others = await Promise.all(
    // The same links need not be asked again.
    versions
      .slice(1)
      .map((texts) => checkTexts(asker, texts, { ...about, links: about.links && texts.html !== campaign.html })),
  )
  const known = new Set(ofA.map(({ sentence }) => sentence))
  const findings = others.flatMap((looked, place) =>
    looked.findings
      .filter(({ level, sentence }) => level !== 'ok' && !known.has(sentence))
      .map((finding) => ({ ...finding, sentence: `Version ${VERSIONS[place + 1]}: ${finding.sentence}`, where: null })),
  )
  return [...findings, await checkTest(asker, campaign)]
}

/** What a launch would be refused for, in the same sentences; who is in the audience is the launch's own question. */
export async function findVersionErrors(asker: Asker, campaign: CampaignRecord): Promise<string[]> {
  const { findings } = await checkTexts(asker, campaign, NOBODY)
  const ofOthers = await checkVersions(asker, campaign, { about: NOBODY, ofA: findings })
  return [...findings, ...ofOthers].filter(({ level }) => level === 'error').map(({ sentence }) => sentence)
}

async function checkTest({ product, projectId }: Asker, { test, variants }: Tested): Promise<Finding> {
  const project = await getProject(product.database, projectId)
  const by = test?.decide?.by
  if ((by === 'opens' && !project.track_opens) || (by === 'clicks' && !project.track_clicks))
    return found(
      'test',
      'error',
      `The winner cannot be chosen by ${by}: the project does not notice them. See its settings.`,
    )
  const versions = variants.length + 1
  if (!by) return found('test', 'ok', `${versions} versions go to equal parts of the audience; nothing wins.`)
  return found(
    'test',
    'ok',
    `${versions} versions are tried with ${test?.share} % of the audience; the rest gets the winner.`,
  )
}
