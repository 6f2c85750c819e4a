import { join } from 'node:path'
import { type Log, ProjectCheckpoint } from './project-checkpoint.ts'

/** The checkpoints of projects in a directory, each made once; none without a directory. */
export function checkpointsIn(dir: string | undefined, log: Log): (projectId: number) => ProjectCheckpoint | undefined {
  const made = new Map<number, ProjectCheckpoint>()
  return (projectId) => {
    if (dir === undefined) return undefined
    const checkpoint = made.get(projectId) ?? new ProjectCheckpoint(join(dir, `project-${projectId}`), log)
    made.set(projectId, checkpoint)
    return checkpoint
  }
}
