import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, text, time } from '../shapes.ts'

export const domain = z
  .object({
    id: z.string(),
    domain: z.string().meta({ description: 'In ASCII and lower case' }),
    selector: z.string().meta({ description: 'Names the key among the domain’s keys' }),
    record: z
      .object({ type: z.literal('TXT'), name: z.string(), value: z.string() })
      .meta({ description: 'The DNS record to set. Some providers take a value over 255 characters only in pieces' }),
    createdAt: time,
  })
  .meta({ ref: 'Domain' })

export const domainsList = route({
  id: 'domains.list',
  method: 'GET',
  path: '/v1/domains',
  summary: 'Domains whose mail is signed with DKIM, newest first',
  scope: 'project:read',
  query: pageQuery,
  reply: list(domain),
})

export const domainsCreate = route({
  id: 'domains.create',
  method: 'POST',
  path: '/v1/domains',
  summary: 'Make a DKIM key for a domain; campaigns launched from now on are signed with it',
  scope: 'project:write',
  body: z.strictObject({ domain: text(253) }),
  reply: domain,
  status: 201,
})

export const domainsGet = route({
  id: 'domains.get',
  method: 'GET',
  path: '/v1/domains/{domain}',
  summary: 'One domain with its DNS record, by id or name',
  scope: 'project:read',
  reply: domain,
})

export const domainsDelete = route({
  id: 'domains.delete',
  method: 'DELETE',
  path: '/v1/domains/{domain}',
  summary: 'Forget the key of a domain; its mail is not signed any more',
  scope: 'project:write',
  status: 204,
})
