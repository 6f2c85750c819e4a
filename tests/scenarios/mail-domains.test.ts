import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkMailDomains } from '../../packages/server/src/jobs/mail-domains/check-mail-domains.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(() => test.drop())

const NOBODY = Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' })

it('marks addresses whose domain takes no mail, so that nobody counts them as reachable', async () => {
  for (const email of ['ada@alive.example', 'ben@dead.example', 'cyn@silent.example']) {
    await test.request('POST', '/v1/contacts', { email })
  }
  const asked: string[] = []
  const resolver = {
    async resolveMx(domain: string) {
      asked.push(domain)
      if (domain === 'silent.example') throw Object.assign(new Error('ETIMEOUT'), { code: 'ETIMEOUT' })
      return [{ exchange: domain === 'dead.example' ? '' : 'mx.example' }]
    },
    resolve4: () => Promise.reject(NOBODY),
  }
  await checkMailDomains(test.product, resolver)
  const { body } = await test.read('POST', '/v1/segments/preview', { filters: {} })
  expect(body).toMatchObject({ count: 3, reachable: 2 })
  expect((await test.request('GET', '/v1/contacts/ben@dead.example')).body).toMatchObject({ validation: 'invalid' })
  await checkMailDomains(test.product, resolver)
  expect(asked.filter((domain) => domain === 'dead.example')).toHaveLength(1)
  expect(asked.filter((domain) => domain === 'silent.example')).toHaveLength(2)
})
