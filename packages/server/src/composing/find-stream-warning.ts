import { domainsOf } from '../email/domains-of.ts'
import type { Streams } from '../store/projects.ts'

const WORDS = { marketing: 'Marketing', transactional: 'Transactional mail' }

/** What is said of a sender that is not of the domain which mail of its kind comes from, or undefined. */
export function findStreamWarning(streams: Streams, from: string, stream: keyof Streams): string | undefined {
  const [own] = domainsOf(from)
  const wanted = streams[stream]
  if (wanted === null || domainsOf(from).includes(wanted)) return undefined
  return `${WORDS[stream]} of this project comes from ${wanted}, and this sender is of ${own}.`
}
