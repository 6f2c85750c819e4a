import { describe, expect, it } from 'vitest'
import { type Identity, lookAlikes } from './look-alikes.ts'

const NOBODY: Identity = { email: null, phone: null, firstName: null, lastName: null, name: null }

describe('who may be the same person', () => {
  it.each<[given: Partial<Identity>, by: unknown[]]>([
    [{ email: 'ada.lovelace@a.test' }, [['email', 'ada.lovelace@']]],
    [{ email: 'info@a.test' }, []],
    [{ email: 'ada@a.test' }, []],
    [{ email: '"a@b c"@a.test' }, [['email', '"a@b c"@']]],
    [{ phone: '+62' }, [['phone', '+62']]],
    [{ name: 'Ada' }, []],
    [{ name: 'Ada Lovelace' }, [['name', 'Ada Lovelace']]],
    [{ firstName: 'Ada' }, []],
  ])('is found for %j by %j', (given, by) => {
    const conditions = lookAlikes({ ...NOBODY, ...given })?.conditions ?? []
    expect(conditions.map((node) => ('type' in node ? [node.field, node.values].flat() : node))).toEqual(by)
  })

  it('needs both names', () => {
    const filter = lookAlikes({ ...NOBODY, firstName: 'Ada', lastName: 'Lovelace', phone: '+62' })
    expect(filter).toMatchObject({ match: 'any', conditions: [{ field: 'phone' }, { match: 'all' }] })
  })
})
