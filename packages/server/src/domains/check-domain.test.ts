import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DnsServer, startDnsServer } from '../../../../tests/support/dns-server.ts'
import { checkDomain, showsOwnership } from './check-domain.ts'
import { type DomainFacts, wantedRecords } from './wanted-records.ts'

const KEY = 'MIIB'.repeat(98)
const FACTS: DomainFacts = {
  ...{ domain: 'news.example.org', selector: 'rollcall1', publicKey: KEY, ownershipToken: 'abc' },
  ...{ returnPath: null, reportsTo: null },
}
const [AT_KEY, AT_POLICY] = ['rollcall1._domainkey.news.example.org', '_dmarc.news.example.org']
const SES = 'email-smtp.eu-west-1.amazonaws.com'

let dns: DnsServer
beforeAll(async () => {
  dns = await startDnsServer()
})
beforeEach(() => dns.zone.clear())
afterAll(() => dns.stop())

const check = (facts: Partial<DomainFacts> = {}, hosts = [SES]) =>
  checkDomain({ ...FACTS, ...facts }, { hosts, servers: [dns.address] })
const say = (name: string, ...TXT: string[]) => dns.zone.set(name, { TXT })
const spfOf = async (...records: string[]) => {
  if (records.length > 0) say('news.example.org', ...records)
  return (await check()).spf
}

describe('a domain', () => {
  it('is right when its records are set as they were given', async () => {
    say('amazonses.com', 'v=spf1 ip4:199.255.192.0/22 -all')
    for (const { name, value } of wantedRecords({ ...FACTS, reportsTo: 'd@example.org' }, [SES])) say(name, value)
    const verdicts = await check({ reportsTo: 'd@example.org' })
    expect(Object.values(verdicts).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(showsOwnership(verdicts)).toBe(true)
    expect(verdicts.spf.detail).toContain('1 of 10 look-ups')
  })

  it('has nothing yet when nothing is set', async () => {
    const verdicts = await check()
    expect(Object.values(verdicts).map(({ status }) => status)).toEqual(['missing', 'missing', 'missing', 'missing'])
    expect(showsOwnership(verdicts)).toBe(false)
  })

  it('is not judged while DNS is away', async () => {
    for (const name of [AT_KEY, AT_POLICY, '_rollcall.news.example.org', 'news.example.org'])
      dns.zone.set(name, 'fails')
    const verdicts = await check()
    expect(Object.values(verdicts).map(({ status }) => status)).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
    expect(showsOwnership(verdicts)).toBe(null)
  })

  it('is shown to be its owner’s by a TXT record alone', async () => {
    say('_rollcall.news.example.org', 'something else', 'rollcall-domain=abc')
    expect(showsOwnership(await check())).toBe(true)
    say('_rollcall.news.example.org', 'rollcall-domain=abd')
    expect(showsOwnership(await check())).toBe(false)
  })
})

describe('the DKIM key', () => {
  it.each<[string, string[], string, RegExp]>([
    ['is taken in pieces with blanks', [`v=DKIM1;k=rsa; p=${KEY.slice(0, 200)} ${KEY.slice(200)}`], 'ok', /in place/],
    ['needs no version', [`p=${KEY}`], 'ok', /in place/],
    ['of another is told', [`v=DKIM1; p=${'MIIC'.repeat(98)}`], 'wrong', /Another key/],
    ['that is cut off is told', [`v=DKIM1; p=${KEY.slice(0, 255)}`], 'wrong', /after 255 of 392/],
    ['may be withdrawn', ['v=DKIM1; p='], 'wrong', /withdrawn/],
    ['stands alone', [`v=DKIM1; p=${KEY}`, 'v=DKIM1; p=abc'], 'wrong', /2 keys/],
    ['is not just any text', ['hello'], 'wrong', /no p=/],
    ['is for sha256', [`v=DKIM1; h=sha1; p=${KEY}`], 'wrong', /sha1/],
    ['is for RSA', [`v=DKIM1; k=ed25519; p=${KEY}`], 'wrong', /k=ed25519/],
  ])('%s', async (_, texts, status, detail) => {
    say(AT_KEY, ...texts)
    expect((await check()).dkim).toMatchObject({ status, detail: expect.stringMatching(detail), found: texts })
  })

  it('may stand behind aliases, which are named', async () => {
    dns.zone.set(AT_KEY, { CNAME: 'key.example.net' })
    dns.zone.set('key.example.net', { CNAME: 'deep.example.net' })
    say('deep.example.net', `v=DKIM1; p=${KEY}`)
    expect((await check()).dkim).toMatchObject({ status: 'ok', detail: expect.stringContaining('example.net') })
  })

  it('is missing behind aliases that lead in a circle', async () => {
    dns.zone.set(AT_KEY, { CNAME: AT_KEY.replace('rollcall1', 'rollcall2') })
    expect((await check()).dkim.status).toBe('missing')
  })
})

describe('SPF', () => {
  beforeEach(() => say('amazonses.com', 'v=spf1 ip4:199.255.192.0/22 -all'))

  it.each<[string, string[], string, RegExp]>([
    ['may hold more than was asked for', ['v=spf1 ip4:192.0.2.1 include:amazonses.com -all'], 'ok', /1 of 10/],
    ['is read whatever its case', ['V=SPF1 INCLUDE:AmazonSES.com ~ALL'], 'ok', /1 of 10/],
    ['stands beside other texts', ['google-site-verification=x', 'v=spf1 include:amazonses.com ~all'], 'ok', /./],
    ['is missing beside other texts', ['google-site-verification=x'], 'missing', /no SPF record/],
    ['stands alone', ['v=spf1 include:amazonses.com ~all', 'v=spf1 mx -all'], 'wrong', /2 SPF records/],
    ['names what sends', ['v=spf1 mx ~all'], 'wrong', /include:amazonses\.com/],
    ['does not take a refusal for a name', ['v=spf1 -include:amazonses.com ~all'], 'wrong', /include:amazonses\.com/],
    ['lets not everybody send', ['v=spf1 include:amazonses.com +all'], 'wrong', /everybody/],
    ['includes what is there', ['v=spf1 include:amazonses.com include:gone.example ~all'], 'wrong', /gone\.example/],
    [
      'asks DNS ten times at most',
      [`v=spf1 include:amazonses.com ${Array.from({ length: 10 }, (_, n) => `a:h${n}.example`).join(' ')} ~all`],
      'wrong',
      /more than 10 look-ups/,
    ],
  ])('%s', async (_, records, status, detail) => {
    expect(await spfOf(...records)).toMatchObject({ status, detail: expect.stringMatching(detail) })
  })

  it('counts the look-ups of what is included, and of what that includes', async () => {
    say('one.example', 'v=spf1 include:two.example mx a -all')
    say('two.example', 'v=spf1 exists:%{i}.example redirect=three.example')
    say('three.example', 'v=spf1 ip4:192.0.2.1 -all')
    expect((await spfOf('v=spf1 include:amazonses.com include:one.example ~all')).detail).toContain('7 of 10')
  })

  it('ends also when it includes itself, or includes ever more', async () => {
    say('one.example', 'v=spf1 include:news.example.org -all')
    expect((await spfOf('v=spf1 include:amazonses.com include:one.example ~all')).status).toBe('wrong')
    for (let n = 0; n < 50; n += 1)
      say(`n${n}.example`, `v=spf1 include:n${n + 1}.example include:n${n + 2}.example -all`)
    const { length } = dns.asked
    expect((await spfOf('v=spf1 include:amazonses.com include:n0.example ~all')).detail).toContain('more than 10')
    expect(dns.asked.length - length).toBeLessThan(40)
  })

  it('is looked for where bounces go', async () => {
    say('bounce.news.example.org', 'v=spf1 include:amazonses.com ~all')
    expect((await check({ returnPath: 'bounce.news.example.org' })).spf.status).toBe('ok')
  })

  it.each([
    ['smtp.sendgrid.net', 'include:sendgrid.net'],
    ['api.mailgun.net', 'include:mailgun.org'],
    ['mail.example.com', 'a:mail.example.com'],
    ['192.0.2.7', 'ip4:192.0.2.7'],
    ['[2001:db8::1]', 'ip6:2001:db8::1'],
  ])('is asked for %s as %s', (host, term) => {
    const spf = wantedRecords(FACTS, [host, SES]).find(({ purpose }) => purpose === 'spf')
    expect(spf?.value).toBe(`v=spf1 ${term} include:amazonses.com ~all`)
  })
})

describe('DMARC', () => {
  it.each<[string, string[], string, RegExp]>([
    ['may be strict', ['v=DMARC1; p=reject; adkim=s'], 'ok', /refused/],
    ['may say what receivers no longer look at', ['v=DMARC1; p=none; pct=50'], 'ok', /take it out/],
    ['stands alone', ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'wrong', /2 policies/],
    ['begins with its version', ['p=none; v=DMARC1'], 'wrong', /begin with v=DMARC1/],
    ['has a policy', ['v=DMARC1; rua=mailto:a@example.org'], 'wrong', /no p=/],
    ['has one of three policies', ['v=DMARC1; p=block'], 'wrong', /p=block/],
    ['can be read', ['v=DMARC1; none'], 'wrong', /cannot be read/],
  ])('%s', async (_, texts, status, detail) => {
    say(AT_POLICY, ...texts)
    expect((await check()).dmarc).toMatchObject({ status, detail: expect.stringMatching(detail) })
  })

  it('is taken from the domain above, with what that says of those below', async () => {
    say('_dmarc.example.org', 'v=DMARC1; p=reject; sp=quarantine')
    expect((await check()).dmarc).toMatchObject({ status: 'ok', detail: expect.stringMatching(/example\.org .*spam/) })
  })

  it('is asked for without pct', () => {
    const dmarc = wantedRecords(FACTS, []).find(({ purpose }) => purpose === 'dmarc')
    expect(dmarc?.value).toBe('v=DMARC1; p=none')
  })
})
