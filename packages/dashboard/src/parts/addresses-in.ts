/** The addresses and ids in a text that somebody pasted, each once. */
export function addressesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;<>"]+/).filter((part) => part.includes('@') || part.startsWith('con_')))]
}
