import { expect, it } from 'vitest'
import { toListFile } from './to-list-file.ts'

it('writes entries as the list takes them in again, whatever stands in a note', async () => {
  const common = { marketingOnly: false, note: null }
  const file = toListFile([
    { ...common, email: 'a@example.org', reason: 'bounce' },
    { email: 'b@example.org', reason: 'erased', marketingOnly: true, note: 'says "no",\nthen yes' },
  ])
  expect(await file.text()).toBe(
    'email,reason,marketing_only,note\n"a@example.org","bounce","false",""\n"b@example.org","manual","true","says ""no"",\nthen yes"\n',
  )
})
