import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

// OWASP Password Storage Cheat Sheet, 2026: Argon2id with 19 MiB, two passes, one lane.
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG_BYTES = 32

const derive = promisify(argon2)

/** A password's hash as a PHC string, which carries its own cost and salt. */
export async function toPasswordHash(password: string, salt: Buffer): Promise<string> {
  const tag = await hash(password, salt, COST)
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

/** Whether the password is the one behind a PHC string. Without one, it takes as long and answers no. */
export async function isPassword(password: string, phc: string | undefined): Promise<boolean> {
  const parsed = parsePhc(phc ?? '')
  if (!parsed) {
    await hash(password, randomBytes(16), COST)
    return false
  }
  return timingSafeEqual(await hash(password, parsed.salt, parsed.cost), parsed.tag)
}

// The same letters may be typed in two Unicode forms.
function hash(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFC'))
  return derive('argon2id', { message, nonce: salt, tagLength: TAG_BYTES, ...cost })
}

function parsePhc(phc: string) {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc)
  if (!parts) return undefined
  const [, memory, passes, parallelism, salt = '', tag = ''] = parts
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  return { cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
