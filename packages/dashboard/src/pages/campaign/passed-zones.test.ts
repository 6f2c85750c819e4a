import { describe, expect, it } from 'vitest'
import { wordsOfPassed } from './passed-zones.ts'

describe('a time of each person’s own', () => {
  const says = (at: string, projectZone = 'UTC', kind: 'own' | 'at' = 'own') =>
    wordsOfPassed({ kind, at }, { projectZone, now: new Date('2026-12-01T12:00:00Z') })

  it('says nothing while it is still to come everywhere, or has passed everywhere, or is one for all', () => {
    expect(says('2026-12-02T02:01')).toBeUndefined()
    expect(says('2026-11-30T23:00')).toBeUndefined()
    expect(says('2026-12-01T09:00', 'UTC', 'at')).toBeUndefined()
    expect(says('')).toBeUndefined()
  })

  it('says what becomes of those for whom it has passed', () => {
    expect(says('2026-12-02T02:00')).toContain('In some time zones this time has passed already')
    expect(says('2026-12-01T13:00')).not.toContain('no time zone')
    expect(says('2026-12-01T13:00', 'Europe/Berlin')).toContain(
      'whoever has no time zone: it is past that in Europe/Berlin',
    )
  })
})
