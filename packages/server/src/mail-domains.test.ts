import { expect, it } from 'vitest'
import type { PreparedContact } from './contacts/prepared-contact.ts'
import { MailDomains, type MailResolver } from './mail-domains.ts'

const NOW = new Date('2026-03-01T10:00:00Z')

function failing(code: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(code), { code }))
}

/** A name server that knows these; `asked` are the domains whose mail exchanger somebody wanted. */
function resolverOf(mx: Record<string, string[] | string>, addresses: string[] = []) {
  const asked: string[] = []
  const resolver: MailResolver = {
    resolveMx: (domain: string) => {
      asked.push(domain)
      const found = mx[domain] ?? 'ENOTFOUND'
      return typeof found === 'string'
        ? failing(found)
        : Promise.resolve(found.map((exchange) => ({ exchange, priority: 10 })))
    },
    // why: only the plain form is asked
    resolve4: ((domain: string) =>
      addresses.includes(domain) ? Promise.resolve(['192.0.2.1']) : failing('ENODATA')) as MailResolver['resolve4'],
    // why: only the plain form is asked
    resolve6: (() => failing('ENODATA')) as MailResolver['resolve6'],
  }
  return { resolver, asked }
}

function contactAt(emailDomain: string | null): PreparedContact {
  const nothing = { values: {}, fields: {}, folded: {}, channels: {}, consent: {}, proof: null, resubscribe: false }
  return { ...nothing, emailDomain, validation: 'valid' }
}

it('finds domains that take no mail, and gives all others the benefit of the doubt', async () => {
  const { resolver } = resolverOf(
    {
      'good.example': ['mx.good.example'],
      'null.example': [''],
      'broken.example': 'ESERVFAIL',
      'plain.example': 'ENODATA',
    },
    ['plain.example'],
  )
  const domains = ['good.example', 'null.example', 'broken.example', 'plain.example', 'gone.example', null]
  const contacts = domains.map(contactAt)
  await new MailDomains(resolver).judge(contacts, NOW)
  expect(contacts.map(({ validation }) => validation)).toEqual([
    'valid',
    'invalid',
    'valid',
    'valid',
    'invalid',
    'valid',
  ])
})

it('asks once an hour for each domain', async () => {
  const { resolver, asked } = resolverOf({ 'good.example': ['mx.good.example'] })
  const domains = new MailDomains(resolver)
  for (const minutes of [0, 1, 59]) {
    await domains.judge(
      [contactAt('good.example'), contactAt('good.example')],
      new Date(NOW.getTime() + minutes * 60_000),
    )
  }
  expect(asked).toEqual(['good.example'])
  await domains.judge([contactAt('good.example')], new Date(NOW.getTime() + 61 * 60_000))
  expect(asked).toHaveLength(2)
})
