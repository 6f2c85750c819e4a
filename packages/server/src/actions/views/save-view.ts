import { parseId, type RouteReply, toId, type viewsGet } from '@rollcall/contract'
import { USUAL_COLUMNS } from '@rollcall/filters'
import type { ActionContext } from '../../action.ts'
import { type CompiledFilter, compileFilter } from '../../audience/compile.ts'
import { usesOf } from '../../audience/uses-of.ts'
import { invalid } from '../../failure.ts'
import { loadCatalog } from '../../store/catalog.ts'
import type { Queryable, Transaction } from '../../store/database.ts'
import { recordUses } from '../../store/definition-uses.ts'
import { getView, type ViewContent } from '../../store/views.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'
import { viewReply } from './view-reply.ts'

/** What a request may say of a view. */
export type ViewBody = {
  name: string
  filters?: unknown
  columns?: string[]
  sort?: ViewContent['sort']
  includedTag?: string | null
}

/** Checks a view and writes it with what it uses; `write` inserts or updates and returns the UUID. */
export async function saveView(
  context: Pick<ActionContext, 'product' | 'caller' | 'write'>,
  body: ViewBody,
  write: (transaction: Transaction, content: ViewContent) => Promise<string>,
): Promise<RouteReply<typeof viewsGet>> {
  const { database, now } = context.product
  const { projectId } = context.caller
  const rule = await compileFilter(database, projectId, { filters: body.filters ?? {}, now: now() })
  const includedTagId = await findIncludedTag(database, projectId, body.includedTag)
  const content: ViewContent = {
    name: body.name.normalize('NFC'),
    filters: rule.filter,
    columns: body.columns ?? [...USUAL_COLUMNS],
    sort: body.sort ?? null,
    includedTagId,
  }
  const findId = async () => toId('view', (await getView(database, projectId, content.name)).id)
  const uuid = await refuseTakenName({ what: 'view', name: content.name, findId }, () =>
    context.write(async (transaction) => {
      const id = await write(transaction, content)
      await recordUses(transaction, { kind: 'view', uuid: id }, viewUses(rule, includedTagId))
      transaction.touchDefinitions()
      return id
    }),
  )
  return viewReply(await getView(database, projectId, toId('view', uuid)))
}

function viewUses(rule: CompiledFilter, includedTagId: string | null) {
  const included = includedTagId === null ? [] : [{ kind: 'tag' as const, id: toId('tag', includedTagId) }]
  return [...usesOf(rule), ...included]
}

async function findIncludedTag(record: Queryable, projectId: number, tag: string | null | undefined) {
  if (tag === null || tag === undefined) return null
  const { named } = await loadCatalog(record, projectId, { tag: [tag] })
  const found = named.tag?.at(0)
  if (!found) throw invalid('/includedTag', `there is no tag ${JSON.stringify(tag)}; give a tag's id or exact name`)
  return parseId('tag', found.id) ?? null
}
