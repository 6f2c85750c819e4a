import { expect, it } from 'vitest'
import { type MailResolver, takesMail } from './takes-mail.ts'

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))
const answering =
  <Answer>(answer: Answer) =>
  () =>
    Promise.resolve(answer)

const CASES: [string, MailResolver, boolean | undefined][] = [
  ['a mail exchanger', { resolveMx: answering([{ exchange: 'mx.example.org' }]), resolve4: failing('ENODATA') }, true],
  ['a null MX', { resolveMx: answering([{ exchange: '' }]), resolve4: answering(['192.0.2.1']) }, false],
  ['only an address', { resolveMx: failing('ENODATA'), resolve4: answering(['192.0.2.1']) }, true],
  ['no such name', { resolveMx: failing('ENOTFOUND'), resolve4: failing('ENOTFOUND') }, false],
  ['a name server that times out', { resolveMx: failing('ETIMEOUT'), resolve4: failing('ETIMEOUT') }, undefined],
  ['a server that fails', { resolveMx: failing('ESERVFAIL'), resolve4: answering(['192.0.2.1']) }, undefined],
  ['no MX, and then no answer', { resolveMx: failing('ENODATA'), resolve4: failing('ETIMEOUT') }, undefined],
]

it.each(CASES)('of %s', async (_name, resolver, expected) => {
  expect(await takesMail(resolver, 'example.org')).toBe(expected)
})
