import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseConfig } from './config.ts'

function problemsOf(environment: Record<string, string>): string[] {
  const parsed = parseConfig(environment)
  return 'problems' in parsed ? parsed.problems : []
}

function configOf(environment: Record<string, string>) {
  const parsed = parseConfig(environment)
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return parsed.config
}

describe('parseConfig', () => {
  it('runs with nothing set', () => {
    expect(configOf({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('.rollcall'),
      databaseUrl: null,
      publicUrl: 'http://localhost:3000',
      apiKey: null,
      demo: true,
      smtpUrl: null,
      secretKey: null,
      trustProxy: false,
      checkMx: false,
      allowPrivate: false,
      dnsServers: [],
    })
  })

  it('treats an empty variable as one that is not set', () => {
    expect(configOf({ PORT: '', SMTP_URL: ' ', ROLLCALL_DEMO: '' })).toEqual(configOf({}))
  })

  it('follows the port in the public address, and leaves a database of yours without demo data', () => {
    expect(configOf({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080')
    expect(configOf({ DATABASE_URL: 'postgres://a@b/c' }).demo).toBe(false)
    expect(configOf({ DATABASE_URL: 'postgres://a@b/c', ROLLCALL_DEMO: '1' }).demo).toBe(true)
  })

  it('names every variable that cannot be used, at once', () => {
    const problems = problemsOf({
      PORT: '70000',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      ROLLCALL_PUBLIC_URL: 'https://example.org/rollcall',
      ROLLCALL_API_KEY: 'short',
      ROLLCALL_DEMO: 'maybe',
      SMTP_URL: 'mail.example.org',
      ROLLCALL_SECRET_KEY: 'hunter2',
      TRUST_PROXY: '10.0.0.0/33',
    })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'ROLLCALL_PUBLIC_URL',
      'ROLLCALL_API_KEY',
      'ROLLCALL_DEMO',
      'SMTP_URL',
      'ROLLCALL_SECRET_KEY',
      'TRUST_PROXY',
    ])
    expect(problems.join()).not.toContain('hunter2')
  })

  it('reads a secret from a file, without its last line break', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'rollcall-config-')), 'key')
    writeFileSync(path, `rk_${'k'.repeat(40)}\n`)
    expect(configOf({ ROLLCALL_API_KEY_FILE: path }).apiKey).toBe(`rk_${'k'.repeat(40)}`)
    expect(problemsOf({ ROLLCALL_API_KEY_FILE: path, ROLLCALL_API_KEY: 'rk_twice' })[0]).toContain('is given twice')
    expect(problemsOf({ ROLLCALL_API_KEY_FILE: `${path}x` })[0]).toContain('cannot be read from the file')
  })

  it.each([
    ['smtp://mail.example.org:587', undefined, false],
    ['smtp://mail.example.org:587', 'http://rollcall.example.org', false],
    ['smtps://u:p@mail.example.org', 'https://rollcall.example.org', true],
    ['smtp://127.0.0.1:1025', undefined, true],
    ['smtp://localhost:1025', undefined, true],
    ['smtp://[::1]:1025', undefined, true],
    ['smtp://127.0.0.1.example.org', undefined, false],
  ])('sends through %s with the public address %s: %s', (smtpUrl, publicUrl, isFine) => {
    const problems = problemsOf({ SMTP_URL: smtpUrl, ...(publicUrl && { ROLLCALL_PUBLIC_URL: publicUrl }) })
    expect(problems.length === 0).toBe(isFine)
  })

  it.each([
    ['1', true],
    ['true', true],
    ['0', false],
    ['10.0.0.0/8, ::1', '10.0.0.0/8,::1'],
  ])('trusts proxies as TRUST_PROXY=%s says', (text, expected) => {
    expect(configOf({ TRUST_PROXY: text }).trustProxy).toBe(expected)
  })
})
