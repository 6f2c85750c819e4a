import type { Cause } from '../../store/segment-transitions.ts'

const WORDS: Record<Cause, string> = {
  change: 'The contact was changed.',
  time: 'Time passed.',
  rule: 'The rule of the segment was saved.',
  definition: 'Something that the rule mentions was changed.',
  deleted: 'The contact was deleted.',
  found: 'It was so when recording began.',
}

/** Why somebody came or left, as the API shows it. */
export function reasonReply({ cause, actor }: { cause: Cause; actor: string | null }) {
  return { cause, because: WORDS[cause], by: actor }
}
