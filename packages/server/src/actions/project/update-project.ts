import { projectUpdate } from '@rollcall/contract'
import { parseTimezone } from '@rollcall/filters'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import { updateProject as storeProject } from '../../store/projects.ts'
import { toProject } from './to-project.ts'

export const updateProject = action(projectUpdate, async ({ product, caller, write }, { body }) => {
  const timezone = body.timezone === undefined ? undefined : getTimezone(body.timezone)
  await write(async (transaction) => {
    await storeProject(transaction, caller.projectId, { ...body, timezone })
    // Filters with bare dates mean other instants in another zone.
    if (timezone !== undefined) transaction.touchDefinitions()
  })
  return toProject(product, caller.projectId)
})

function getTimezone(text: string): string {
  const timezone = parseTimezone(text)
  if (timezone === undefined) {
    throw invalid('/timezone', `${JSON.stringify(text)} is not a time zone; give an IANA name such as Europe/Berlin`)
  }
  return timezone
}
