import { parseId } from '@rollcall/contract'

/** A tag by its UUID and name. */
export type NamedTag = { id: string; name: string }

const LONGEST_NAME = 255

/** A tag's name as it is stored: composed (NFC) and without space around it; otherwise exact. */
export function toTagName(text: string): string {
  return text.normalize('NFC').trim()
}

/** Why a tag cannot be called this, or undefined. */
export function problemOfTagName(name: string): string | undefined {
  if (name === '') return 'a tag needs a name'
  if (name.length > LONGEST_NAME) return `a tag's name has at most ${LONGEST_NAME} characters; this has ${name.length}`
  if (name.includes('\u0000') || !name.isWellFormed()) {
    return `a tag's name may contain neither U+0000 nor half of a surrogate pair`
  }
  if (parseId('tag', name)) return `there is no tag ${name}, and a text of this form is never taken for a new name`
  return undefined
}
