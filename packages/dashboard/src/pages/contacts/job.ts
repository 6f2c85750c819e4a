import type { Job } from '../../parts/use-job.ts'

/** Whether it can be taken back now: not for ever, and once. */
export function canUndo({ undo }: Job): boolean {
  return undo.until !== null && undo.job === null && new Date(undo.until) > new Date()
}

/** How it stands, in a word. */
export function jobWord({ status, error }: Job): string {
  if (status === 'completed') return 'done'
  if (status === 'failed') return error?.startsWith('Cancelled') ? 'cancelled' : 'stopped'
  return status === 'pending' ? 'waiting' : 'working'
}
