import { expect } from 'vitest'
import type { Campaigning } from './campaigning.ts'

/** Somebody who can be written to by SMS. */
export type TextPerson = { externalId: string; phone: string; firstName: string; consent: object; tags: string[] }

let serial = 0

/** Adds so many people with numbers and addresses of their own who said yes to sms, with a new tag; `changes` say what is otherwise. */
export async function textPeople(
  desk: Campaigning,
  count: number,
  changes: object = {},
): Promise<{ tag: string; people: TextPerson[] }> {
  serial += 1
  const tag = `texts ${serial}`
  const people = Array.from({ length: count }, (_, place) => ({
    externalId: `text-${serial}-${place}`,
    email: `text-${serial}-${place}@example.org`,
    phone: `+1500${String(serial * 10_000 + place).padStart(7, '0')}`,
    firstName: `Ada ${place}`,
    consent: { sms: 'opted_in' },
    tags: [tag],
    ...changes,
  }))
  const { status, body } = await desk.request<{ results: { action: string }[] }>('POST', '/contacts/batch', {
    contacts: people,
  })
  expect([status, body.results.filter(({ action }) => action !== 'created')]).toEqual([200, []])
  return { tag, people }
}
