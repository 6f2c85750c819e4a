import { domainToASCII } from 'node:url'
import { invalid } from '../../failure.ts'

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** A domain that mail can come from, in ASCII and lower case. */
export function parseDomain(text: string, pointer: string): string {
  const domain = domainToASCII(text.trim().toLowerCase().replace(/\.$/, ''))
  const labels = domain.split('.')
  const isDomain = labels.length > 1 && domain.length <= 253 && labels.every((label) => LABEL.test(label))
  if (!isDomain || /^\d+$/.test(labels.at(-1) ?? ''))
    throw invalid(pointer, `${JSON.stringify(text)} is not a domain; give one such as news.example.org`)
  return domain
}
