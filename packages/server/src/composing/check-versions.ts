import { VERSIONS } from '@rollcall/contract'
import type { CampaignRecord } from '../store/campaigns.ts'
import { getProject } from '../store/projects.ts'
import { checkTextsAlone } from './check-campaign.ts'
import { type Finding, found } from './check-texts.ts'
import type { Asker } from './compose.ts'
import { versionsOf } from './version-of.ts'

/** What is wrong or could be better in versions B, C and D, and in the test; version A is the campaign itself. */
export async function checkVersions(asker: Asker, campaign: CampaignRecord): Promise<Finding[]> {
  if (!campaign.test) return []
  const versions = versionsOf(campaign)
  const others = await Promise.all(versions.slice(1).map((version) => checkTextsAlone(asker, version)))
  const findings = others.flatMap((checks, place) =>
    checks
      .filter(({ level, check }) => level !== 'ok' && !SAID_ONCE.has(check))
      .map((finding) => ({ ...finding, sentence: `Version ${VERSIONS[place + 1]}: ${finding.sentence}`, where: null })),
  )
  return [...findings, await checkTest(asker, campaign)]
}

// These are of the project, not of a version.
const SAID_ONCE: ReadonlySet<Finding['check']> = new Set(['postal_address'])

/** What a launch would be refused for, in the same sentences; who is in the audience is the launch's own question. */
export async function findVersionErrors(asker: Asker, campaign: CampaignRecord): Promise<string[]> {
  const findings = [...(await checkTextsAlone(asker, campaign)), ...(await checkVersions(asker, campaign))]
  return findings.filter(({ level }) => level === 'error').map(({ sentence }) => sentence)
}

async function checkTest({ product, projectId }: Asker, { test, variants }: CampaignRecord): Promise<Finding> {
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
