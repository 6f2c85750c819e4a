import type { Reply } from '@rollcall/sdk'
import type { TestProduct } from './create-product.ts'

type Entry = Reply<'segments.transitions'>['data'][number]

/** A segment's log, oldest first; `text` is `+ada change`: the direction, who (or how many), the cause. */
export async function readLog(test: TestProduct, segment: string): Promise<{ text: string; entry: Entry }[]> {
  const { body } = await test.read<Reply<'segments.transitions'>>(
    'GET',
    `/v1/segments/${segment}/transitions?limit=100`,
  )
  return body.data.toReversed().map((entry) => {
    const [first] = entry.contacts
    const who = entry.count === 1 ? (first?.email?.split('@')[0] ?? '') : entry.count || ''
    return { text: `${entry.direction === 'entered' ? '+' : '-'}${who} ${entry.cause}`, entry }
  })
}

/** The history of a segment's size. */
export async function readHistory(test: TestProduct, segment: string, query: string) {
  return (await test.read<Reply<'segments.history'>>('GET', `/v1/segments/${segment}/history${query}`)).body
}

/** The addresses of a segment's members, in order. */
export async function readMembers(test: TestProduct, segment: string): Promise<string[]> {
  const { body } = await test.read<Reply<'segments.members'>>('GET', `/v1/segments/${segment}/members?limit=100`)
  return body.data.map(({ email }) => email ?? '').sort()
}
