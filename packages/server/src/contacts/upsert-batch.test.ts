import { contactInput } from '@rollcall/contract'
import { describe, expect, it } from 'vitest'
import type { ContactState } from './contact-state.ts'
import { prepareContact } from './prepare-contact.ts'
import type { PreparedContact } from './prepared-contact.ts'
import { type OnConflict, upsertBatch } from './upsert-batch.ts'
import { WorkingContacts } from './working-contacts.ts'

const NOW = '2026-03-01T10:00:00.000Z'

function prepared(given: object): PreparedContact {
  const context = { fields: new Map(), parseTag: (name: string) => ({ name }) }
  const result = prepareContact(contactInput.parse(given), context)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result.contact
}

/** Writes people one after the other into an empty record, then the batch; says what happened to each and to whom. */
function run(present: object[], batch: object[], onConflict: OnConflict = 'upsert') {
  let rowNo = 0
  const tagIds = new Map(['a', 'b', 'c'].map((name) => [name, name]))
  const rules = { now: NOW, tagIds, nextRowNo: () => rowNo++ }
  const before = new WorkingContacts([])
  for (const given of present) upsertBatch(before, [prepared(given)], { ...rules, onConflict: 'upsert' })
  const states = before.all.map(({ now }): ContactState => ({ ...now, id: `id-${now.rowNo}` }))
  const working = new WorkingContacts(states)
  const { outcomes, consents } = upsertBatch(working, batch.map(prepared), { ...rules, onConflict })
  const said = outcomes.map((outcome) =>
    'contact' in outcome
      ? `${outcome.action} ${outcome.contact.now.rowNo}`
      : `conflict ${outcome.contacts.map(({ now }) => now.rowNo).join(' ')}`,
  )
  return {
    said,
    states: working.all.map(({ now }) => now),
    untouched: working.all.filter((one) => one.before === one.now),
    consents,
  }
}

const ada = { email: 'ada@example.org', phone: '+6281200000001', externalId: 'x1', tags: ['a'] }
const bob = { email: 'bob@example.org' }

const cases: [string, object[], object[], string[]][] = [
  [
    'knows people by each identifier',
    [ada],
    [{ email: 'ADA@example.org' }, { externalId: 'x1' }, { phone: ada.phone }],
    ['updated 0', 'unchanged 0', 'unchanged 0'],
  ],
  [
    'takes externalId and address of two for a conflict',
    [ada, bob],
    [{ externalId: 'x1', email: bob.email }],
    ['conflict 0 1'],
  ],
  [
    'takes address and phone of two for a conflict',
    [ada, bob],
    [{ email: bob.email, phone: ada.phone }],
    ['conflict 1 0'],
  ],
  [
    'never takes a phone for somebody with another address',
    [ada],
    [{ email: 'eve@example.org', phone: ada.phone }],
    ['created 1'],
  ],
  [
    'never takes a phone for somebody with another externalId',
    [ada],
    [{ externalId: 'x2', phone: ada.phone }],
    ['created 1'],
  ],
  ['gives an address to somebody known by phone alone', [{ phone: ada.phone }], [ada], ['updated 0']],
  ['is not sure about a phone of two', [ada, { ...bob, phone: ada.phone }], [{ phone: ada.phone }], ['conflict 0 1']],
  [
    'lets a phone of two contradict nobody',
    [ada, { ...bob, phone: ada.phone }, { email: 'c@example.org' }],
    [{ email: 'c@example.org', phone: ada.phone }],
    ['updated 2'],
  ],
  [
    'sees in later rows what earlier ones did',
    [],
    [bob, { ...bob, firstName: 'B' }, { ...bob, firstName: 'B' }],
    ['created 0', 'updated 0', 'unchanged 0'],
  ],
  [
    'frees an address that a row gives up',
    [ada],
    [{ externalId: 'x1', email: 'new@example.org' }, { email: ada.email }],
    ['updated 0', 'created 1'],
  ],
  [
    'makes somebody new of everyone without identifiers',
    [],
    [{ firstName: 'A' }, { firstName: 'A' }],
    ['created 0', 'created 1'],
  ],
]

describe('upsertBatch', () => {
  it.each(cases)('%s', (_, present, batch, said) => {
    expect(run(present, batch).said).toEqual(said)
  })

  it('skips or refuses those who are there, also those of the same batch', () => {
    expect(run([ada], [ada, bob, bob], 'skip').said).toEqual(['skipped 0', 'created 1', 'skipped 1'])
    expect(run([ada], [{ email: ada.email }], 'refuse').said).toEqual(['exists 0'])
  })

  it('leaves the very state of those whom nothing changes', () => {
    const { untouched } = run(
      [ada, bob],
      [
        { ...ada, status: 'subscribed' },
        { email: bob.email, firstName: null, tags: [] },
      ],
    )
    expect(untouched).toHaveLength(2)
  })

  it('appends tags, keeps what is absent, clears with null', () => {
    const { states } = run(
      [{ ...ada, firstName: 'Ada', company: 'C' }],
      [{ email: ada.email, tags: ['b'], company: null }],
    )
    expect(states[0]).toMatchObject({ values: { firstName: 'Ada', company: null, phone: ada.phone } })
    expect([...(states[0]?.tagIds ?? [])]).toEqual(['a', 'b'])
  })

  it('keeps the folded form of just those texts that folding changes', () => {
    const { states } = run(
      [{ ...bob, firstName: 'BOB', lastName: 'b' }],
      [{ ...bob, firstName: 'bob', lastName: 'ΣΑΣ' }],
    )
    expect(states[0]?.folded).toEqual({ lastName: 'σασ' })
  })

  it.each(['unsubscribed', 'bounced'])('keeps %s unless the row says resubscribe', (status) => {
    const [held] = run([{ ...bob, status }], [{ ...bob, status: 'subscribed' }]).states
    expect(held?.status).toBe(status)
    const back = run(
      [{ ...bob, status }],
      [{ ...bob, status: 'subscribed', resubscribe: true, proof: { source: 's' } }],
    )
    expect(back.states[0]).toMatchObject({ status: 'subscribed', subscribedAt: NOW })
    expect(back.consents).toMatchObject([{ channel: 'email', state: 'opted_in', proof: { source: 's' } }])
  })
})
