import { projectGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { toProject } from './to-project.ts'

export const getProject = action(projectGet, ({ product, caller }) => toProject(product, caller.projectId))
