import { describe, expect, it } from 'vitest'
import { DNS_HOSTS, toTyped } from './dns-hosts.ts'

const hostOf = (id: string) => DNS_HOSTS.find((host) => host.id === id) ?? DNS_HOSTS[0]
const record = { name: 'rc1._domainkey.example.org', value: 'v=DKIM1; p=abc' }

describe('a DNS record as it is typed', () => {
  it.each([
    ['other', record, record],
    ['cloudflare', record, { name: 'rc1._domainkey', value: 'v=DKIM1; p=abc' }],
    ['cloudflare', { name: 'example.org', value: 'x' }, { name: '@', value: 'x' }],
    ['other', { name: 'example.org', value: 'x' }, { name: 'example.org', value: 'x' }],
    ['cloudflare', { name: 'other.example', value: 'x' }, { name: 'other.example', value: 'x' }],
    ['google', { name: 'example.org', value: 'x' }, { name: '', value: '"x"' }],
    ['route53', record, { name: 'rc1._domainkey', value: '"v=DKIM1; p=abc"' }],
  ])('at %s: %j', (id, given, typed) => {
    expect(toTyped(given, 'example.org', hostOf(id))).toEqual(typed)
  })

  it('is in pieces of 255 letters where that is asked for, and none is lost', () => {
    const value = 'abc'.repeat(200)
    const pieces = toTyped({ ...record, value }, 'example.org', hostOf('route53')).value.split(' ')
    expect(pieces.map(({ length }) => length - 2)).toEqual([255, 255, 90])
    expect(pieces.join('').replaceAll('"', '')).toBe(value)
  })
})
