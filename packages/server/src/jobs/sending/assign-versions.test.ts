import { describe, expect, it } from 'vitest'
import { assignVersions } from './assign-versions.ts'

const secretKey = Buffer.alloc(32, 7)
const rowNos = Array.from({ length: 10_000 }, (_, place) => place * 3)
const draw = { campaignId: '0198', share: 20, versions: 3 }
const assign = (changes: Partial<typeof draw> = {}, people = rowNos) =>
  assignVersions({ secretKey }, { ...draw, ...changes }, people)
const text = (assigned: (number | null)[]) => assigned.join()
const counted = (assigned: (number | null)[]) => [0, 1, 2, 3].map((one) => assigned.filter((it) => it === one).length)

describe('who takes part in a test', () => {
  it('is exactly the share, in equal parts', () => {
    expect(counted(assign())).toEqual([667, 667, 666, 0])
    expect(counted(assign({ share: 100, versions: 4 }))).toEqual([2_500, 2_500, 2_500, 2_500])
    expect(assign({ share: 1 }, [1, 2, 3])).toEqual([null, null, null])
    expect(assign({}, [])).toEqual([])
  })

  it('is answered alike by every process, and drawn anew for each campaign', () => {
    const [first, again, other] = [assign(), assign(), assign({ campaignId: '0199' })]
    expect(text(first) === text(again)).toBe(true)
    const same = first.filter((one, place) => one !== null && one === other[place])
    expect(same.length).toBeLessThan(250)
  })

  it('cannot be foreseen without the key', () => {
    const other = assignVersions({ secretKey: Buffer.alloc(32, 8) }, draw, rowNos)
    expect(text(other) === text(assign())).toBe(false)
  })

  it('does not depend on the order of the people', () => {
    const halves = assign().map((version) => version !== null)
    const first = halves.slice(0, 5_000).filter(Boolean).length
    expect(Math.abs(first - 1_000)).toBeLessThan(120)
  })
})
