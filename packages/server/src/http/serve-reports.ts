import type { FastifyInstance, FastifyRequest } from 'fastify'
import { receiveHook, receiveMail, unknownAddress } from '../actions/reports/receive-report.ts'
import { failure } from '../failure.ts'
import { openApiClient } from '../outbound/api-client.ts'
import type { Product } from '../product.ts'
import { parseReportToken } from '../senders/report-token.ts'
import type { ReportSource } from '../store/provider-reports.ts'

const MIB = 1024 * 1024
// SendGrid sends thousands of events at once; a mail that bounced may come back whole.
const LARGEST_HOOK_BYTES = 8 * MIB
const LARGEST_MAIL_BYTES = 26 * MIB

type Tokened = { Params: { token: string } }

/** Where sending services report what became of messages, as calls and as mail. Bodies stay the bytes that were signed. */
export function serveReports(app: FastifyInstance, product: Product) {
  const api = openApiClient(product.config)
  app.addHook('onClose', async () => api.close())
  const options = (source: ReportSource, bodyLimit: number) => ({
    bodyLimit,
    // Before the body is read: strangers do not get to send one.
    onRequest: async ({ params: { token } }: FastifyRequest<Tokened>) => {
      if (!parseReportToken(product.config.secretKey, source, token)) throw unknownAddress(token)
    },
  })
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

    scope.post<Tokened>('/hooks/providers/:token', options('webhook', LARGEST_HOOK_BYTES), async (request, reply) => {
      const query = /\?.*$/.exec(request.url)?.[0] ?? ''
      const hook = { body: bytesOf(request), headers: headersOf(request), query, at: product.now() }
      const { type, body } = await receiveHook(product, { token: request.params.token, hook, api })
      return reply.type(type).send(body)
    })

    scope.post<Tokened>('/hooks/mail/:token', options('mail', LARGEST_MAIL_BYTES), async (request, reply) => {
      await receiveMail(product, { token: request.params.token, raw: bytesOf(request) })
      return reply.status(202).type('application/json; charset=utf-8').send('{}')
    })
  })
}

function bytesOf({ body }: FastifyRequest): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0) return body
  throw failure('report_refused', { reason: 'The body is empty.' })
}

function headersOf({ headers }: FastifyRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
