// What stands between the braces, without what is said instead: `{{ contact.firstName | default: "you" }}`.
const FILLED_IN = /\{\{-?\s*([\w.]+)\s*(?:\|[^{}]*)?-?\}\}/g

/** A subject for those who read of it: `[first name], three walks` for what each person gets with their own name in it. */
export function subjectText(subject: string): string {
  return subject.replace(FILLED_IN, (_, name: string) => `[${wordsOf(name)}]`)
}

function wordsOf(name: string): string {
  const last = name.split('.').at(-1) ?? name
  return last.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ')
}
