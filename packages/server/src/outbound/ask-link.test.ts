import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findLinkProblem } from './ask-link.ts'
import type { Reach } from './reach.ts'

let server: Server
let port: number
let asked: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const [, status = '200', to] = /^\/(\d+)(?:\?to=(.*))?$/.exec(request.url ?? '') ?? []
    const isHead = request.method === 'HEAD'
    if (request.url === '/get-only') response.statusCode = isHead ? 405 : 200
    else if (request.url === '/circle') response.writeHead(302, { location: '/circle' })
    else response.statusCode = Number(status)
    if (to) response.setHeader('location', decodeURIComponent(to))
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // why: a server that listens on TCP has an address with a port
  port = (server.address() as AddressInfo).port
})
beforeEach(() => {
  asked = []
})
afterAll(() => server.close())

/** `public.test` is the server here, the only one that may be asked; `inner.test` is where it must not lead. */
const reach: Reach = {
  isAllowed: (address) => address === '127.0.0.1',
  resolve: (hostname, callback) => {
    const address = { 'public.test': '127.0.0.1', 'inner.test': '10.0.0.1' }[hostname]
    callback(
      address ? null : Object.assign(new Error('no'), { code: 'ENOTFOUND' }),
      address ? [{ address, family: 4 }] : [],
    )
  },
}
const find = (path: string) => findLinkProblem(`http://public.test:${port}${path}`, reach)

describe('findLinkProblem', () => {
  it.each<[string, string | undefined]>([
    ['/200', undefined],
    ['/401', undefined],
    ['/get-only', undefined],
    ['/404', 'leads nowhere: the server answers 404'],
    ['/410', 'leads nowhere: the server answers 410'],
    ['/500', 'does not work: the server answers 500'],
    ['/302?to=/200', undefined],
    ['/301?to=/404', 'leads nowhere: the server answers 404'],
    ['/302?to=/302?to=/302', undefined],
    ['/302?to=ftp://public.test/', 'leads to ftp:, which is no web page'],
    ['/302?to=http://inner.test/', 'leads to 10.0.0.1, which is not on the public internet'],
    ['/302?to=http://[::1]/', 'leads to ::1, which is not on the public internet'],
    ['/302?to=http://0x0a.1/', 'leads to 10.0.0.1, which is not on the public internet'],
  ])('says of %s: %s', async (path, problem) => {
    expect(await find(path)).toBe(problem)
  })

  it('asks with HEAD, and with GET only those who do not like that', async () => {
    await find('/200')
    await find('/get-only')
    expect(asked).toEqual(['HEAD /200', 'HEAD /get-only', 'GET /get-only'])
  })

  it('gives up on a circle of redirects, and on a name that is nobody', async () => {
    expect(await find('/circle')).toBe('redirects more than 5 times')
    expect(asked).toHaveLength(6)
    expect(await findLinkProblem('http://nobody.test/', reach)).toBe('cannot be reached: there is no such host')
  })

  it.each(['http://127.0.0.1/', 'http://localhost/', 'http://2130706433/', 'http://[::ffff:127.0.0.1]/', 'http://0/'])(
    'never asks %s',
    async (link) => expect(await findLinkProblem(link)).toMatch(/not on the public internet$/),
  )
})
