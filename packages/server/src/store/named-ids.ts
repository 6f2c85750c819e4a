import { parseId, toId } from '@rollcall/contract'
import type { Named } from '@rollcall/filters'
import type { Queryable } from './database.ts'

/** Kinds of things that requests and filters name by id or exact name. */
const NAMEABLE_KINDS = ['tag', 'segment', 'campaign', 'topic', 'pipeline'] as const
export type NameableKind = (typeof NAMEABLE_KINDS)[number]

const SELECT: Record<NameableKind, string> = {
  tag: 'select id, name from tags where project_id = $1 and (id = any($2) or name = any($3))',
  segment: 'select id, name from segments where project_id = $1 and (id = any($2) or name = any($3))',
  campaign: `select id, name from campaigns where project_id = $1 and id = any($2)
    union select id, name from campaigns where project_id = $1 and kind = 'campaign' and name = any($3)`,
  topic: 'select id, name from topics where project_id = $1 and (id = any($2) or name = any($3))',
  pipeline: 'select id, name from pipelines where project_id = $1 and (id = any($2) or name = any($3))',
}

/** Everything of a kind that these texts, ids or exact names, may mean. */
export async function findNamed(
  record: Queryable,
  projectId: number,
  { kind, texts }: { kind: NameableKind; texts: string[] },
): Promise<Named[]> {
  if (texts.length === 0) return []
  const rows = await record.query<Named>(SELECT[kind], [projectId, ...askedFor(kind, texts)])
  return rows.map(({ id, name }) => ({ id: toId(kind, id), name }))
}

/** What texts that are ids or names may stand for: UUIDs and names. */
export function askedFor(kind: NameableKind, texts: string[]): [uuids: string[], names: string[]] {
  const uuids = texts.map((text) => parseId(kind, text)).filter((uuid) => uuid !== undefined)
  return [uuids, texts.map((text) => text.trim().normalize('NFC'))]
}

/** What one text means among them: its id, 'ambiguous' when several are called so, or undefined. */
export function resolveNamed(text: string, among: readonly Named[]): string | undefined {
  const byId = among.find(({ id }) => id === text)
  if (byId) return byId.id
  const name = text.trim().normalize('NFC')
  const [first, second] = among.filter((named) => named.name === name)
  return second ? 'ambiguous' : first?.id
}
