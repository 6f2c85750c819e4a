import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, text, time } from '../shapes.ts'

const dnsRecord = z.object({
  purpose: z.enum(['dkim', 'spf', 'dmarc', 'ownership']),
  type: z.literal('TXT'),
  name: z.string(),
  value: z.string().meta({ description: 'Some providers take a value over 255 characters only in pieces' }),
  required: z.boolean().meta({ description: 'Mailbox providers ask for it' }),
  why: z.string(),
  status: z
    .enum(['unchecked', 'ok', 'missing', 'wrong', 'unknown'])
    .meta({ description: 'At the last check; unknown: DNS gave no answer' }),
  detail: z.string().nullable().meta({ description: 'What was found, and what to do' }),
  found: z.array(z.string()).meta({ description: 'What stands at that name' }),
})

export const domain = z
  .object({
    id: z.string(),
    domain: z.string().meta({ description: 'In ASCII and lower case' }),
    selector: z.string().meta({ description: 'Names the key among the domain’s keys' }),
    record: z
      .object({ type: z.literal('TXT'), name: z.string(), value: z.string() })
      .meta({ description: 'The DNS record of the DKIM key, also the first of `records`' }),
    records: z.array(dnsRecord).meta({ description: 'Everything to set in DNS' }),
    returnPath: z.string().nullable().meta({ description: 'The domain that bounces go to, where it is another one' }),
    reportsTo: z.string().nullable().meta({ description: 'Who gets reports about forged mail (DMARC rua)' }),
    verified: z
      .boolean()
      .meta({ description: 'The domain is shown to be yours, by the DKIM key or the ownership record' }),
    verifiedAt: time.nullable(),
    losesAt: time
      .nullable()
      .meta({ description: 'The records that showed it are gone: it stops counting as verified at this time' }),
    checkedAt: time.nullable(),
    nextCheckAt: time,
    createdAt: time,
  })
  .meta({ ref: 'Domain' })

const choices = {
  returnPath: text(253)
    .nullish()
    .meta({ description: 'Where SPF is looked for, when your provider has bounces sent to a domain of yours' }),
  reportsTo: z.email().max(254).nullish(),
}

export const domainsList = route({
  id: 'domains.list',
  method: 'GET',
  path: '/v1/domains',
  summary: 'Domains that mail comes from, each with its DNS records and how they were found, newest first',
  scope: 'project:read',
  query: pageQuery,
  reply: list(domain),
})

export const domainsCreate = route({
  id: 'domains.create',
  method: 'POST',
  path: '/v1/domains',
  summary: 'Add a domain and make a DKIM key for it; campaigns launched from now on are signed with it',
  scope: 'project:write',
  body: z.strictObject({ domain: text(253), ...choices }),
  reply: domain,
  status: 201,
})

export const domainsGet = route({
  id: 'domains.get',
  method: 'GET',
  path: '/v1/domains/{domain}',
  summary: 'One domain with its DNS records, by id or name',
  scope: 'project:read',
  reply: domain,
})

export const domainsUpdate = route({
  id: 'domains.update',
  method: 'PATCH',
  path: '/v1/domains/{domain}',
  summary: 'Change where bounces and reports about forged mail go',
  scope: 'project:write',
  body: z.strictObject(choices),
  reply: domain,
})

export const domainsCheck = route({
  id: 'domains.check',
  method: 'POST',
  path: '/v1/domains/{domain}/check',
  summary: 'Look the records up now; this happens by itself every few minutes on the first day, then daily',
  scope: 'project:write',
  reply: domain,
})

export const domainsDelete = route({
  id: 'domains.delete',
  method: 'DELETE',
  path: '/v1/domains/{domain}',
  summary: 'Forget a domain and its key; its mail is not signed any more',
  scope: 'project:write',
  status: 204,
})
