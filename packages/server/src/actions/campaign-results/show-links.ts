import { campaignsLinks, VERSIONS } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getVersion } from '../../composing/version-of.ts'
import { findLinks } from '../../email/find-links.ts'
import { toLinkTarget } from '../../email/link-target.ts'
import { countLinks, type LinkCount } from '../../store/campaign-engagement.ts'
import { getCampaign } from '../../store/campaigns.ts'

export const showLinksAction = action(campaignsLinks, async ({ product, caller }, { params, query }) => {
  const { projectId } = caller
  const { version } = query
  const { id, html } = getVersion(await getCampaign(product.database, projectId, params.campaign), version)
  const counted = await countLinks(product.database, { projectId, id }, version ? VERSIONS.indexOf(version) : null)
  const written = linksOf(html)
  // A click that was reported from elsewhere names an address, not a place.
  const clicked = counted.map((link) => ({
    ...link,
    position: link.position ?? written.find(({ url }) => url === link.url)?.position ?? null,
  }))
  const unclicked = written.filter((link) => !clicked.some(({ position }) => position === link.position))
  return { data: [...clicked, ...unclicked].sort(byPosition) }
})

/** The links that are the same for everybody; of the others only those that were clicked are known. */
function linksOf(html: string): LinkCount[] {
  return findLinks(html).flatMap(({ start, end }, place) => {
    const url = toLinkTarget(html.slice(start, end))
    return url === undefined ? [] : [{ position: place + 1, url, people: 0, total: 0, machine: 0 }]
  })
}

function byPosition(a: LinkCount, b: LinkCount): number {
  return (a.position ?? Number.POSITIVE_INFINITY) - (b.position ?? Number.POSITIVE_INFINITY) || 0
}
