import type { ActionContext } from '../../action.ts'
import type { Launcher } from '../../jobs/sending/launch.ts'

/** Whoever calls, as the one who launches. */
export function toLauncher({
  product,
  caller,
  write,
  settled,
}: Pick<ActionContext, 'product' | 'caller' | 'write' | 'settled'>): Launcher {
  return { product, projectId: caller.projectId, write, settled }
}
