import { Resolver } from 'node:dns'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'

/** What the environment decided, parsed. docs/configuration.md documents each. */
export type Config = {
  port: number
  host: string
  dataDir: string
  /** null: the embedded PostgreSQL. */
  databaseUrl: string | null
  /** The origin alone: without a path, without a slash at its end. */
  publicUrl: string
  /** An owner key to create at first start; null: one is made and printed once. */
  apiKey: string | null
  demo: boolean
  /** null: the built-in catcher. */
  smtpUrl: string | null
  secretKey: Buffer
  trustProxy: boolean | string
  /** Look up the mail exchanger of each new address; off by default because it asks the network. */
  checkMx: boolean
  /** Whether what people type as an address of a service may lead to this machine and its neighbours. */
  allowPrivate: boolean
  /** Whom to ask about the records of domains; none: the machine's own name servers. */
  dnsServers: string[]
}

/** Without a secret key: null says that the data directory keeps it. */
export type ParsedConfig = Omit<Config, 'secretKey'> & { secretKey: Buffer | null }

type Environment = Record<string, string | undefined>

/** The configuration, or one sentence for each variable that cannot be used. */
export function parseConfig(environment: Environment): { config: ParsedConfig } | { problems: string[] } {
  const problems: string[] = []
  const read = new Reader(environment, problems)
  const port = read.value('PORT', '3000', parsePort)
  const databaseUrl = read.value('DATABASE_URL', '', parseDatabaseUrl)
  const config: ParsedConfig = {
    port,
    host: read.value('HOST', '127.0.0.1', (text) => text),
    dataDir: resolve(read.value('ROLLCALL_DATA_DIR', './.rollcall', (text) => text)),
    databaseUrl,
    publicUrl: read.value('ROLLCALL_PUBLIC_URL', `http://localhost:${port}`, parsePublicUrl),
    apiKey: read.value('ROLLCALL_API_KEY', '', parseApiKey),
    demo: read.value('ROLLCALL_DEMO', databaseUrl === null ? '1' : '0', parseSwitch),
    smtpUrl: read.value('SMTP_URL', '', parseSmtpUrl),
    secretKey: read.value('ROLLCALL_SECRET_KEY', '', parseSecretKey),
    trustProxy: read.value('TRUST_PROXY', '0', parseTrustProxy),
    checkMx: read.value('ROLLCALL_CHECK_MX', '0', parseSwitch),
    allowPrivate: read.value('ROLLCALL_ALLOW_PRIVATE', '0', parseSwitch),
    dnsServers: read.value('ROLLCALL_DNS', '', parseDnsServers),
  }
  if (problems.length === 0) problems.push(...refuseUnsafeSending(config))
  return problems.length > 0 ? { problems } : { config }
}

/** The variables that hold secrets: each may be given as the path of a file instead, in the variable with _FILE. */
const SECRETS = new Set(['DATABASE_URL', 'ROLLCALL_API_KEY', 'SMTP_URL', 'ROLLCALL_SECRET_KEY'])

/** A parser throws the end of a sentence that begins with the variable's name. */
type Parse<Value> = (text: string) => Value

class Unusable extends Error {}

class Reader {
  readonly #environment: Environment
  readonly #problems: string[]

  constructor(environment: Environment, problems: string[]) {
    this.#environment = environment
    this.#problems = problems
  }

  value<Value>(name: string, fallback: string, parse: Parse<Value>): Value {
    try {
      return parse(this.#text(name) || fallback)
    } catch (error) {
      if (!(error instanceof Unusable)) throw error
      this.#problems.push(`${name} ${error.message}.`)
      return parse(fallback)
    }
  }

  #text(name: string): string | undefined {
    const text = this.#environment[name]?.trim()
    const path = SECRETS.has(name) ? this.#environment[`${name}_FILE`] : undefined
    if (!path) return text
    if (text) throw new Unusable(`is given twice, also as ${name}_FILE; keep one`)
    try {
      return readFileSync(path, 'utf8').trim()
    } catch (error) {
      throw new Unusable(`cannot be read from the file ${path}: ${error instanceof Error ? error.message : error}`)
    }
  }
}

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new Unusable(`is ${JSON.stringify(text)}; give a number from 0 to 65535`)
}

function parseSwitch(text: string): boolean {
  if (/^(1|true|on|yes)$/i.test(text)) return true
  if (/^(0|false|off|no)$/i.test(text)) return false
  throw new Unusable(`is ${JSON.stringify(text)}; give 1 or 0`)
}

// The values of secrets are never shown: start messages end up in logs.
function parseDatabaseUrl(text: string): string | null {
  if (text === '') return null
  if (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)) return text
  throw new Unusable('is not a PostgreSQL address such as postgres://user:password@host:5432/rollcall')
}

function parsePublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain =
    url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
  if (url && isPlain) return url.origin
  throw new Unusable(`is ${JSON.stringify(text)}; give an address without a path, such as https://rollcall.example.org`)
}

function parseApiKey(text: string): string | null {
  if (text === '') return null
  if (/^rk_[!-~]{17,197}$/.test(text)) return text
  throw new Unusable('is not usable as a key; give rk_ and at least 17 more letters, digits or signs')
}

function parseSmtpUrl(text: string): string | null {
  if (text === '') return null
  if (URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname) return text
  throw new Unusable('is not an SMTP address such as smtp://user:password@smtp.example.org:587')
}

function parseSecretKey(text: string): Buffer | null {
  if (text === '') return null
  if (text.length >= 32) return Buffer.from(text)
  throw new Unusable('is too short; give at least 32 random letters, such as the output of: openssl rand -base64 32')
}

function parseTrustProxy(text: string): boolean | string {
  if (/^(1|true|on|yes|0|false|off|no)$/i.test(text)) return parseSwitch(text)
  const addresses = text.split(',').map((address) => address.trim())
  if (addresses.every(isAddressRange)) return addresses.join(',')
  throw new Unusable(`is ${JSON.stringify(text)}; give 1, 0, or the addresses of your proxies such as 10.0.0.0/8`)
}

function parseDnsServers(text: string): string[] {
  const servers = text.split(',').map((server) => server.trim())
  if (text === '') return []
  try {
    new Resolver().setServers(servers)
    return servers
  } catch {
    throw new Unusable(`is ${JSON.stringify(text)}; give addresses of name servers such as 9.9.9.9 or 127.0.0.1:5353`)
  }
}

function isAddressRange(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/')
  const version = isIP(address)
  return version > 0 && more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
}

// Every marketing message carries a link to unsubscribe, which has to work wherever the message is read.
function refuseUnsafeSending({ smtpUrl, publicUrl }: ParsedConfig): string[] {
  if (smtpUrl === null || publicUrl.startsWith('https://') || isLoopback(new URL(smtpUrl).hostname)) return []
  const wanted = 'Set ROLLCALL_PUBLIC_URL to the https:// address under which people reach Rollcall'
  return [`SMTP_URL sends to real people, but unsubscribe links would lead to ${publicUrl}. ${wanted}.`]
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
