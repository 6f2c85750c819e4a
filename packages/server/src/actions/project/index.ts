import { getProject } from './get-project.ts'
import { updateProject } from './update-project.ts'

/** `demo.remove` goes here. */
export const projectActions = [getProject, updateProject]
