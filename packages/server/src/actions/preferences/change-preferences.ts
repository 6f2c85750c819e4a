import { preferencesChange as route } from '@rollcall/contract'
import { type ActionContext, action, Download } from '../../action.ts'
import { listTopicChoices } from '../../store/preferences.ts'
import { refuseTooMany } from '../public-pages/refuse-too-many.ts'
import { sendPage } from '../public-pages/shell.ts'
import { textsOf } from '../public-pages/texts-of.ts'
import { askForAddress } from './ask-for-address.ts'
import { makeChanges } from './make-changes.ts'
import { type Opened, openPreferences } from './open-preferences.ts'
import { parseChoices } from './parse-choices.ts'
import type { Told } from './preferences-page.ts'
import { writePage } from './show-preferences.ts'
import { parseUndoToken } from './undo-token.ts'

/** Does what somebody chose on their page, says what changed, and offers to take it back. */
export const changePreferencesAction = action(route, async (context, { params }) => {
  const { product, reply } = context
  const opened = await openPreferences(product, params.token, reply)
  if (opened instanceof Download) return opened
  const tooMany = refuseTooMany(context, { what: 'preferences', texts: textsOf(opened.preferences.person.language) })
  if (tooMany) return tooMany
  const told = await change(context, opened)
  // Read anew: they see what is so now, in the language that they have now.
  const after = await openPreferences(product, params.token, reply)
  return after instanceof Download ? after : sendPage(reply, await writePage(product, after, told))
})

async function change(context: Pick<ActionContext, 'product' | 'request'>, opened: Opened): Promise<Told> {
  const { database, config, now } = context.product
  const { project, person } = opened.preferences
  const topics = await listTopicChoices(database, project.id, person.rowNo)
  const choice = parseChoices(context.request.rawBody ?? '', {
    ...{ person, topics, now: now() },
    pauseDays: project.pause_days,
  })
  if (choice.is === 'steps') return makeChanges(context, opened, choice.steps)
  if (choice.is === 'address') return askForAddress(context, opened, choice.text)
  const whose = { projectId: project.id, rowNo: person.rowNo, now: now() }
  const steps = parseUndoToken(config.secretKey, choice.token, whose)
  if (steps) return makeChanges(context, opened, steps)
  return { sentences: [textsOf(person.language).trouble.undoOver], isTrouble: true }
}
