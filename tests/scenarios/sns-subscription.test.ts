import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createReporting, type Reporting, type ReportingProvider } from '../support/reporting.ts'
import { type SesService, startSes, TOPIC } from '../support/services/ses-service.ts'

let here: Reporting
let service: SesService
let provider: ReportingProvider
beforeAll(async () => {
  here = await createReporting()
  service = await startSes()
  provider = await here.provider(service)
})
afterAll(async () => {
  await service.close()
  await here.desk.drop()
})

const subscription = (more: Record<string, string> = {}) =>
  service.notify({
    ...{ Type: 'SubscriptionConfirmation', Token: 'token', Message: 'You have chosen to subscribe' },
    ...{ Timestamp: new Date().toISOString(), SubscribeURL: `${service.url}/confirm/${randomUUID()}`, ...more },
  })

it('Amazon SNS has its subscription confirmed', async () => {
  expect((await here.post(provider.webhookUrl, subscription())).status).toBe(200)
  expect(service.confirmed).toHaveLength(1)
})

it.each<[string, Record<string, string>, RegExp]>([
  ['another topic', { TopicArn: `${TOPIC}s` }, /another topic/],
  [
    'an address that is not its own',
    { SubscribeURL: 'https://sns.eu-central-1.amazonaws.com.evil.example/x' },
    /not Amazon SNS/,
  ],
  [
    'a certificate of somebody else',
    { SigningCertURL: 'https://evil.example/sns.amazonaws.com.pem' },
    /not Amazon SNS/,
  ],
  [
    'a certificate over plain http',
    { SigningCertURL: 'http://sns.eu-central-1.amazonaws.com/c.pem' },
    /not Amazon SNS/,
  ],
  [
    'a certificate at a port',
    { SigningCertURL: 'https://sns.eu-central-1.amazonaws.com:8443/c.pem' },
    /not Amazon SNS/,
  ],
  ['a signature of version 3', { SignatureVersion: '3' }, /version/],
  ['a type that there is not', { Type: 'Invitation' }, /no message of Amazon SNS/],
])('Amazon SNS is not followed to %s', async (_name, fields, reason) => {
  const before = service.confirmed.length
  const { status, body } = await here.post(provider.webhookUrl, subscription(fields))
  expect([status, body]).toMatchObject([401, { detail: expect.stringMatching(reason) }])
  expect(service.confirmed).toHaveLength(before)
})

it('Amazon SNS is not believed as long as nobody said which topic', async () => {
  await here.desk.request('PATCH', `/providers/${provider.id}`, { settings: { topicArn: '' } })
  const { status, body } = await here.post(provider.webhookUrl, subscription())
  expect([status, body]).toMatchObject([401, { detail: expect.stringContaining('ARN') }])
  await here.desk.request('PATCH', `/providers/${provider.id}`, { settings: { topicArn: TOPIC } })
})
