import { setTimeout as sleep } from 'node:timers/promises'
import type { Rollcall } from '@rollcall/sdk'

/**
 * The pages that are pictured, by the names of their files. A page is one line here; what it is to show is in the demo data
 * already or made in `prepare`. The browser has fonts for Latin letters only: `q=emm` finds people whose names need no others.
 */
export async function screenshotPaths(client: Rollcall): Promise<Record<string, string>> {
  const { segment, other, campaign, draft, person, message } = await prepare(client)
  return {
    contacts: '/contacts?q=emm',
    'contacts-filter': `/contacts?filters=${inAddress(IN_INDONESIA)}`,
    'contacts-person': `/contacts?q=emm&person=${person}`,
    person: `/contacts/${person}`,
    tags: '/tags',
    segments: '/segments',
    segment: `/segments/${segment}`,
    'segment-near': `/segments/${segment}?look=near`,
    'segment-breakdown': `/segments/${segment}?look=breakdown&by=country`,
    'segment-why': `/segments/${segment}?contact=${person}`,
    'segment-history': `/segments/${segment}?look=history`,
    'segment-new': '/segments/new',
    overlap: `/segments/overlap?segments=${inAddress([segment, other])}`,
    import: '/import',
    campaigns: '/campaigns',
    'campaign-new': '/campaigns/new',
    'campaign-draft': `/campaigns/${draft}?when=at&zone=Asia%2FJakarta`,
    results: `/campaigns/${campaign}`,
    mail: `/mail?message=${message}`,
    settings: '/settings',
  }
}

const IN_INDONESIA = { match: 'all', conditions: [{ type: 'field', field: 'country', op: 'is', values: ['ID'] }] }

function inAddress(value: unknown): string {
  return encodeURIComponent(JSON.stringify(value))
}

/** The segment with the longest rule, another, and the demo's campaign, sent to the people of that segment. */
async function prepare(client: Rollcall) {
  const segments = (await client.segments.list({ limit: 100 })).data
  const [longest, ...others] = segments.toSorted((a, b) => b.sentence.length - a.sentence.length)
  const other = others.toSorted((a, b) => b.count - a.count)[0]
  const [draft] = (await client.campaigns.list()).data
  const [person] = (await client.contacts.search({ q: 'emm', limit: 1 })).data
  if (!longest || !other || !draft || !person) throw new Error('The demo has no segments, campaign or person.')
  // That takes seconds; the demo's own audience would take minutes.
  await client.campaigns.update(draft.id, { audience: { include: { segments: [longest.id] } } })
  await client.campaigns.launch(draft.id)
  while ((await client.campaigns.get(draft.id)).status === 'sending') await sleep(500)
  const [message] = (await client.catcher.list()).data
  const copy = await client.campaigns.duplicate(draft.id, { name: draft.name })
  return {
    segment: longest.id,
    other: other.id,
    campaign: draft.id,
    draft: copy.id,
    person: person.id,
    message: message?.id,
  }
}
