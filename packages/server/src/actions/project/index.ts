import { createDemo } from './create-demo.ts'
import { getDemo } from './get-demo.ts'
import { getProject } from './get-project.ts'
import { removeDemo } from './remove-demo.ts'
import { updateProject } from './update-project.ts'

export const projectActions = [getProject, updateProject, getDemo, createDemo, removeDemo]
