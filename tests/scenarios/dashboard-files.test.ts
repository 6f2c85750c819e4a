import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rollcall-dashboard-'))
  await mkdir(join(dir, 'dist', 'assets'), { recursive: true })
  await writeFile(join(dir, 'dist', 'index.html'), '<p>dashboard</p>')
  await writeFile(join(dir, 'dist', 'assets', 'app-1a2b.js'), 'plain')
  await writeFile(join(dir, 'dist', 'assets', 'app-1a2b.js.br'), brotliCompressSync('small'))
  await writeFile(join(dir, 'outside.txt'), 'secret')
  test = await createProduct({ dashboardDir: join(dir, 'dist') })
})
afterAll(async () => {
  await test.drop()
  await rm(dir, { recursive: true })
})

const get = (path: string, headers = {}) => test.request('GET', path, undefined, { key: null, headers })

describe('the dashboard', () => {
  it.each(['/', '/contacts', '/segments/seg_1/members', '/claim', '/nothing?x=1'])(
    'is the page at %s',
    async (path) => {
      const { status, headers, text } = await get(path)
      expect([status, text]).toEqual([200, '<p>dashboard</p>'])
      expect(headers['cache-control']).toBe('no-cache')
      expect(headers['content-security-policy']).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
      expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/)
    },
  )

  it('serves its hashed files for ever, compressed for whoever can read that', async () => {
    const plain = await get('/assets/app-1a2b.js')
    expect([plain.text, plain.headers['cache-control']]).toEqual(['plain', 'public, max-age=31536000, immutable'])
    expect(plain.headers['content-type']).toContain('javascript')
    const url = '/assets/app-1a2b.js'
    const { headers } = await get(url, { 'accept-encoding': 'br' })
    expect(headers['content-encoding']).toBe('br')
    const address = await test.listen()
    const response = await fetch(address + url, { headers: { 'accept-encoding': 'br' } })
    expect(await response.text()).toBe('small')
  })

  it.each(['/assets/gone-9z.js', '/favicon.ico', '/v1/nothing', '/v1'])('is not what %s is', async (path) => {
    const { status, headers } = await get(path)
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8'])
  })

  it.each([
    '/../outside.txt',
    '/..%2foutside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/assets/%00',
  ])('stays in its folder at %s', async (path) => {
    const { text, status } = await get(path)
    expect(text).not.toContain('secret')
    expect(status).toBeLessThan(500)
  })

  it('answers nothing but reading', async () => {
    expect((await test.request('POST', '/contacts', {}, { key: null })).status).toBe(404)
  })
})
