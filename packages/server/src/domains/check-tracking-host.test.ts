import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DnsServer, startDnsServer } from '../../../../tests/support/dns-server.ts'
import { checkTrackingHost } from './check-tracking-host.ts'

const HOST = 'click.example.org'
let dns: DnsServer
let server: Server
let origin: string
let status = 200
beforeAll(async () => {
  dns = await startDnsServer()
  server = createServer((_request, response) => response.writeHead(status).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // why: a server that listens on TCP has an address with a port
  origin = `http://${HOST}:${(server.address() as AddressInfo).port}`
})
beforeEach(() => {
  dns.zone.clear()
  status = 200
})
afterAll(async () => {
  server.close()
  await dns.stop()
})

const check = (address = '127.0.0.1') =>
  checkTrackingHost(HOST, {
    target: 'rollcall.example',
    origin,
    servers: [dns.address],
    reach: {
      isAllowed: (asked) => asked === '127.0.0.1',
      resolve: (_hostname, callback) => callback(null, [{ address, family: 4 }]),
    },
  })

describe('a host for tracking links', () => {
  it('is right when its aliases lead to the product, which answers there', async () => {
    dns.zone.set(HOST, { CNAME: 'links.example.org' })
    dns.zone.set('links.example.org', { CNAME: 'rollcall.example' })
    expect(await check()).toMatchObject({ status: 'ok', found: ['links.example.org', 'rollcall.example'] })
  })

  it.each<[string, Parameters<DnsServer['zone']['set']>[1] | null, string, RegExp]>([
    ['has no record', null, 'missing', /no CNAME at click\.example\.org/],
    ['has another record', { TXT: ['x'] }, 'missing', /no CNAME/],
    ['leads elsewhere', { CNAME: 'other.example' }, 'wrong', /leads to other\.example, not to rollcall\.example/],
    ['gets no answer', 'fails', 'unknown', /asked again/],
  ])('%s', async (_, record, expected, detail) => {
    if (record) dns.zone.set(HOST, record)
    expect(await check()).toMatchObject({ status: expected, detail: expect.stringMatching(detail) })
  })

  it('does not count as long as nothing answers there as it should', async () => {
    dns.zone.set(HOST, { CNAME: 'rollcall.example' })
    status = 404
    expect(await check()).toMatchObject({ status: 'wrong', detail: expect.stringContaining('the server answers 404') })
    expect(await check('10.0.0.1')).toMatchObject({ status: 'wrong', detail: expect.stringContaining('certificate') })
  })
})
