import type { Reply } from '@rollcall/sdk'

type Wording = Pick<Reply<'forms.versions'>['data'][number], 'title' | 'text' | 'fields' | 'topics'>

/** One difference, in words. */
type WordingChange = { kind: 'added' | 'removed' | 'changed'; sentence: string }

/** How a wording differs from the one before, paragraph by paragraph and question by question. */
export function wordingChanges(before: Wording, after: Wording): WordingChange[] {
  return [
    ...titleChange(before, after),
    ...listChanges(paragraphsOf(before), paragraphsOf(after)),
    ...questionChanges(before, after),
    ...listChanges(namesOf(before), namesOf(after)),
    ...orderChange(before, after),
  ]
}

function titleChange(before: Wording, after: Wording): WordingChange[] {
  if (before.title === after.title) return []
  return [{ kind: 'changed', sentence: `The heading was “${before.title}”, and is “${after.title}”` }]
}

function listChanges(before: string[], after: string[]): WordingChange[] {
  const removed = before.filter((text) => !after.includes(text))
  const added = after.filter((text) => !before.includes(text))
  return [
    ...removed.map((sentence): WordingChange => ({ kind: 'removed', sentence })),
    ...added.map((sentence): WordingChange => ({ kind: 'added', sentence })),
  ]
}

function questionChanges(before: Wording, after: Wording): WordingChange[] {
  const wordsOf = ({ label, required }: Wording['fields'][number]) => `“${label}”${required ? ', required' : ''}`
  const changed = after.fields.flatMap((asked): WordingChange[] => {
    const was = before.fields.find(({ field }) => field === asked.field)
    if (!was) return [{ kind: 'added', sentence: `Asks ${wordsOf(asked)}` }]
    if (wordsOf(was) === wordsOf(asked)) return []
    return [{ kind: 'changed', sentence: `Asked ${wordsOf(was)}, and asks ${wordsOf(asked)}` }]
  })
  const gone = before.fields.filter(({ field }) => !after.fields.some((asked) => asked.field === field))
  return [...gone.map((asked): WordingChange => ({ kind: 'removed', sentence: `Asked ${wordsOf(asked)}` })), ...changed]
}

// What is left when nothing else is different.
function orderChange(before: Wording, after: Wording): WordingChange[] {
  const orderOf = ({ text, fields, topics }: Wording) =>
    JSON.stringify([text, fields.map(({ field }) => field), topics.map(({ id }) => id)])
  const isSame =
    orderOf(before) === orderOf(after) ||
    before.fields.length !== after.fields.length ||
    before.topics.length !== after.topics.length ||
    listChanges(paragraphsOf(before), paragraphsOf(after)).length > 0
  return isSame ? [] : [{ kind: 'changed', sentence: 'The order is another' }]
}

function paragraphsOf({ text }: Wording): string[] {
  return text.split(/\n\s*\n/).flatMap((part) => part.trim() || [])
}

function namesOf({ topics }: Wording): string[] {
  return topics.map(({ id, name }) => `Offers ${name === null ? `a topic that is gone (${id})` : `“${name}”`}`)
}
