import { z } from 'zod'
import { route } from '../route.ts'
import { list, text } from '../shapes.ts'

/** To so many addresses one test goes at most. */
export const MOST_TEST_ADDRESSES = 10

/** Addresses that a test message goes to. */
const testAddresses = z
  .array(z.email('must be an e-mail address such as you@example.org').max(254))
  .min(1)
  .max(MOST_TEST_ADDRESSES)

export const testList = z.object({ name: z.string(), to: z.array(z.string()) }).meta({ ref: 'TestList' })

export const testListsList = route({
  id: 'testLists.list',
  method: 'GET',
  path: '/v1/test-lists',
  summary: 'The named lists of addresses that test messages go to',
  scope: 'campaigns:read',
  reply: list(testList),
})

export const testListsSave = route({
  id: 'testLists.save',
  method: 'POST',
  path: '/v1/test-lists',
  summary: 'Keep addresses for test messages under a name; those that had the name before are replaced',
  scope: 'campaigns:write',
  body: z.strictObject({ name: text(100), to: testAddresses }),
  reply: testList,
})

export const testListsDelete = route({
  id: 'testLists.delete',
  method: 'DELETE',
  path: '/v1/test-lists/{name}',
  summary: 'Forget a list of addresses for test messages',
  scope: 'campaigns:write',
  status: 204,
})
