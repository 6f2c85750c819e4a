import type { Contact } from '../../api.ts'

export type Stage = Contact['funnel']

/** The columns of the board, in order. */
export const STAGES: { id: Stage; name: string }[] = [
  { id: 'none', name: 'No stage' },
  { id: 'aware', name: 'Aware' },
  { id: 'engaged', name: 'Engaged' },
  { id: 'customer', name: 'Customer' },
  { id: 'loyal_customer', name: 'Loyal customer' },
  { id: 'promoter', name: 'Promoter' },
]

export function isStage(text: string): text is Stage {
  return STAGES.some(({ id }) => id === text)
}

/** `loyal_customer` as `Loyal customer`. */
export function stageName(stage: string): string {
  return STAGES.find(({ id }) => id === stage)?.name ?? stage
}
