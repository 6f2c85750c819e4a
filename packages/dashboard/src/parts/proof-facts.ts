import { timeText } from './time-text.ts'
import { valueText } from './value-text.ts'

// By the name in the record; what is none of these is shown as it was given.
const NAMES: Record<string, string> = {
  source: 'Source',
  form: 'Form',
  version: 'Version of its words',
  title: 'Title',
  wording: 'Wording',
  address: 'Address',
  campaign: 'Campaign',
  at: 'Said',
  askedAt: 'Asked',
  confirmedAt: 'Confirmed',
  until: 'Until',
  field: 'Field',
  from: 'Before',
  to: 'After',
  ip: 'IP address',
  userAgent: 'Program',
}

const TIMES = ['at', 'askedAt', 'confirmedAt', 'until']

/** How we know of a consent, name by name, in words. */
export function proofFacts(proof: unknown): [name: string, text: string][] {
  if (typeof proof !== 'object' || proof === null) return []
  return Object.entries(proof).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    // The form has its name beside.
    if (value === null || value === '' || key === 'formId') return []
    if (key === 'asked') return proofFacts(value).map(([name, text]) => [`Asked: ${name}`, text])
    if (key === 'confirmedFrom') return proofFacts(value).map(([name, text]) => [`Confirmed: ${name}`, text])
    const name = Object.hasOwn(NAMES, key) ? NAMES[key] : undefined
    return [[name ?? key, TIMES.includes(key) ? toTimeText(value) : toText(value)]]
  })
}

function toTimeText(value: unknown): string {
  const text = String(value)
  return Number.isNaN(Date.parse(text)) ? text : timeText(text)
}

function toText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : valueText(value)
}
