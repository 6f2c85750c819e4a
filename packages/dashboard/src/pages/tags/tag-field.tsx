import type { Tag } from '../../api.ts'
import { EditableValue } from '../../parts/editable-value.tsx'
import { useTagChange } from './use-tag-change.ts'

const FIELDS = { description: { label: 'description', most: 500 }, owner: { label: 'owner', most: 255 } } as const

/** A tag's description or owner, edited where it stands. */
export function TagField({ tag, field }: { tag: Tag; field: keyof typeof FIELDS }) {
  const change = useTagChange()
  const { label, most } = FIELDS[field]
  const parse = (text: string) =>
    text.length > most ? { problem: `At most ${most} characters; this has ${text.length}.` } : { value: text }
  const save = async (text: unknown) => {
    change([tag], { [field]: text }, `The ${label} of “${tag.name}” is changed.`)
    return undefined
  }
  const editor = { input: 'text', parse } as const
  return <EditableValue label={`${label} of ${tag.name}`} value={tag[field] ?? ''} editor={editor} save={save} />
}
