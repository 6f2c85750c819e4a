import { isIP } from 'node:net'
import { trackingHostUpdate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import { setTrackingHost } from '../../store/tracking-hosts.ts'
import { parseDomain } from '../domains/parse-domain.ts'
import { showTrackingHost } from './show-tracking-host.ts'

export const updateTrackingHost = action(trackingHostUpdate, async ({ product, caller, write }, { body }) => {
  const host = body.host === null ? null : parseHost(body.host, product.config.publicUrl)
  await write((transaction) => setTrackingHost(transaction, caller.projectId, host))
  return showTrackingHost(product, caller.projectId)
})

function parseHost(text: string, publicUrl: string): string {
  const { hostname } = new URL(publicUrl)
  // A CNAME leads to a name.
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 || !hostname.includes('.'))
    throw invalid('/host', `cannot lead to ${publicUrl}: set ROLLCALL_PUBLIC_URL to an address with a domain first`)
  const host = parseDomain(text, '/host')
  if (host === hostname) throw invalid('/host', `${host} is the address of Rollcall, which links begin with anyway`)
  return host
}
