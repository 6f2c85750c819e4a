/** The prefix of each kind of id, as people see it: `con_01j…` is a contact. */
export const ID_PREFIXES = {
  project: 'prj',
  user: 'usr',
  invitation: 'inv',
  key: 'key',
  contact: 'con',
  tag: 'tag',
  segment: 'seg',
  view: 'view',
  import: 'imp',
  export: 'exp',
  job: 'job',
  campaign: 'cmp',
  delivery: 'dlv',
  share: 'shr',
  suppression: 'sup',
  provider: 'prv',
  domain: 'dom',
  message: 'msg',
  template: 'tpl',
  topic: 'top',
  form: 'frm',
  signUp: 'sgn',
  notice: 'ntc',
  pipeline: 'pip',
  stage: 'stg',
  opportunity: 'opp',
  erasure: 'era',
} as const

/** What an id may be of. */
export type IdKind = keyof typeof ID_PREFIXES

// TypeID 0.3: Crockford's base 32 in lower case, 26 letters for 128 bits, the first one at most 7.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** Ten bits each. */
const PAIRS = [...ALPHABET].flatMap((first) => [...ALPHABET].map((second) => first + second))
const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/

/** The public id of a UUID: `toId('contact', '0190…')` is `con_01j…`. Source: TypeID 0.3. */
export function toId(kind: IdKind, uuid: string): string {
  const digits = uuid.replaceAll('-', '')
  if (digits.length !== 32) throw new Error(`${JSON.stringify(uuid)} is no UUID.`)
  // 26 letters have room for 130 bits: the first two stand for two digits, then each four for five.
  let suffix = PAIRS[Number.parseInt(digits.slice(0, 2), 16)]
  for (let at = 2; at < 32; at += 5) {
    const bits = Number.parseInt(digits.slice(at, at + 5), 16)
    suffix += PAIRS[bits >>> 10] + PAIRS[bits & 1023]
  }
  return `${ID_PREFIXES[kind]}_${suffix}`
}

/** The UUID behind a public id, or undefined when the text is not an id of that kind. */
export function parseId(kind: IdKind, id: string): string | undefined {
  const prefix = `${ID_PREFIXES[kind]}_`
  const suffix = id.slice(prefix.length)
  if (!id.startsWith(prefix) || !SUFFIX.test(suffix)) return undefined
  let bits = 0n
  for (const letter of suffix) bits = (bits << 5n) | BigInt(ALPHABET.indexOf(letter))
  const hex = bits.toString(16).padStart(32, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
