import { notifications } from '@mantine/notifications'
import { client, type Tag } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'

/**
 * Brings back tags that were merged or deleted, the last first, and says what could not be as it was. One that is refused keeps no
 * other back; why it is, is thrown at the end.
 */
export async function restoreTags(tags: Pick<Tag, 'id'>[]) {
  let kept = 0
  const rules = new Map<string, string>()
  const refused: unknown[] = []
  for (const { id } of tags.toReversed()) {
    try {
      const back = await client.tags.restore(id)
      kept += back.kept
      for (const rule of back.keptRules) rules.set(rule.id, `“${rule.name}”`)
    } catch (error) {
      refused.push(error)
    }
  }
  const people = `${countText(kept, 'person', 'people')} lost the merged tag in the meantime and did not get it back.`
  const changed = `${[...rules.values()].join(', ')} ${rules.size === 1 ? 'was' : 'were'} changed in the meantime and stayed so.`
  const words = [...(kept > 0 ? [people] : []), ...(rules.size > 0 ? [changed] : [])]
  if (words.length > 0) notifications.show({ message: words.join(' '), autoClose: 10_000 })
  if (refused.length > 0) throw refused[0]
}
