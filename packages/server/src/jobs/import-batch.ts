import { toId } from '@rollcall/contract'
import type { PreparedContact } from '../contacts/prepared-contact.ts'
import { type ContactUndo, toUndo } from '../contacts/to-undo.ts'
import { type Outcome, upsertBatch } from '../contacts/upsert-batch.ts'
import { type WorkingContact, WorkingContacts } from '../contacts/working-contacts.ts'
import { mailDomains } from '../mail-domains.ts'
import type { Product } from '../product.ts'
import { lockContactsLike } from '../store/contact-states.ts'
import { type UpsertOptions, upsertContacts } from '../store/contact-upsert.ts'
import type { Transaction } from '../store/database.ts'
import { insertRejects } from '../store/import-rows.ts'
import { advanceImport, type ImportCounts, keepSamples, noteMadeTags, type OpenImport } from '../store/imports.ts'
import { findDefaultFunnel } from '../store/projects.ts'
import { countSuppressed } from '../store/suppressions.ts'
import { findTagIds, resolveTags } from '../store/tag-ids.ts'
import { toTagName } from '../store/tag-name.ts'
import { insertUndoStep } from '../store/undo-steps.ts'
import { type ImportBatch, toRejected } from './import-batches.ts'
import { collectSamples, countHeld, type ImportSamples } from './import-samples.ts'
import { type ImportSegment, type Joined, joinAll, withJoined, wouldJoin } from './import-segments.ts'
import type { SeenIdentifiers } from './seen-identifiers.ts'

/** An import that is being worked on, with what it remembers between batches. */
export type ImportWork = {
  job: OpenImport
  /** By name. */
  tagIds: Map<string, string>
  /** For a dry run: whom earlier batches would have created. */
  seen: SeenIdentifiers
  /** For a dry run: rows to show. */
  samples: ImportSamples
  /** Where everybody goes. */
  segments: readonly ImportSegment[]
}

/** Somebody else moved this import on: another process, or the same one after a commit whose answer was lost. */
export class ImportMoved extends Error {}

type Batch = {
  batch: ImportBatch
  rules: Omit<UpsertOptions, 'isDemo'>
  writing: { projectId: number; actor: string; bulk: boolean }
}

/** Writes a batch with its rejects, its undo and the progress of the import, all in one transaction. */
export async function writeBatch(product: Product, work: ImportWork, batch: ImportBatch): Promise<void> {
  const { projectId, id, options } = work.job
  const writing = { projectId, actor: `import:${toId('import', id)}`, bulk: true }
  if (product.config.checkMx) await judgeDomains(product, batch)
  await learnTags(product, work, { batch, writing })
  const { onConflict, status: statusWhenNew, policies } = options
  const policyRules = policies && { policies, tagsForAll: options.tags.map(toTagName) }
  const rules = { now: product.now(), onConflict, statusWhenNew, tagIds: work.tagIds, policyRules }
  const task = { batch: rejectMissingTags(batch, work.tagIds), rules, writing }
  await (options.dryRun ? tryBatch(product, work, task) : upsertBatchOf(product, work, task))
}

function judgeDomains(product: Product, { rows }: ImportBatch) {
  return mailDomains.judge(
    rows.map(({ contact }) => contact),
    product.now(),
  )
}

async function upsertBatchOf({ database }: Product, work: ImportWork, { batch, rules, writing }: Batch) {
  const write = async <Result>(task: (transaction: Transaction) => Promise<Result>) =>
    (await database.write(writing, task)).result
  await upsertContacts(
    { database, projectId: writing.projectId, write },
    {
      contacts: batch.rows.map(({ contact }) => contact),
      andThen: async (transaction, { outcomes, working }) => {
        const joined = await joinAll(transaction, work.segments, outcomes)
        await recordBatch(transaction, work, { batch, outcomes: withJoined(outcomes, joined) })
        await insertUndoStep(transaction, {
          cause: work.job.id,
          step: batch.to,
          at: rules.now,
          ...toUndoStep(working.all, joined),
        })
      },
    },
    rules,
  )
}

function toUndoStep(contacts: readonly WorkingContact[], joined: Joined) {
  return {
    created: contacts.filter(({ before }) => before === null).map(({ now }) => now.rowNo),
    changes: contacts.flatMap(({ before, now }): ContactUndo[] => {
      const into = joined.get(now.rowNo)
      if (before === null || (before === now && into === undefined)) return []
      return [into === undefined ? toUndo(before, now) : { ...toUndo(before, now), joined: into }]
    }),
  }
}

async function tryBatch({ database }: Product, work: ImportWork, { batch, rules, writing }: Batch) {
  const contacts = batch.rows.map(({ contact }) => contact)
  await database.write(writing, async (transaction) => {
    const working = new WorkingContacts(await lockContactsLike(transaction, contacts))
    const { outcomes } = upsertBatch(working, contacts, {
      ...rules,
      funnelWhenNew: await findDefaultFunnel(transaction, writing.projectId),
      now: rules.now.toISOString(),
      nextRowNo: () => -1,
    })
    const joined = await wouldJoin(transaction, work.segments, outcomes)
    const told = withJoined(asIfWritten(outcomes, contacts, { work, rules }), joined)
    await recordBatch(transaction, work, { batch, outcomes: told })
    const isGrown = collectSamples(work.samples, {
      rows: batch.rows,
      outcomes: told,
      names: { tagIds: work.tagIds, segments: work.segments, joined },
    })
    const suppressed = await countSuppressed(
      transaction,
      contacts.flatMap(({ emailKey }) => emailKey ?? []),
    )
    if (countHeld(work.samples, { outcomes: told, suppressed }) || isGrown)
      await keepSamples(transaction, work.job.id, work.samples)
  })
}

/** A dry run creates nobody, so that whom earlier batches would have created looks new again. */
function asIfWritten(
  outcomes: Outcome[],
  contacts: PreparedContact[],
  { work, rules }: { work: ImportWork; rules: Batch['rules'] },
): Outcome[] {
  return outcomes.map((outcome, index) => {
    const contact = contacts[index]
    if (outcome.action !== 'created' || !contact || !work.seen.sawBefore(contact)) return outcome
    return { ...outcome, action: rules.onConflict === 'skip' ? 'skipped' : 'updated' }
  })
}

async function recordBatch(
  transaction: Transaction,
  { job }: ImportWork,
  { batch, outcomes }: { batch: ImportBatch; outcomes: Outcome[] },
) {
  const conflicts = outcomes.flatMap((outcome, index) => {
    const row = batch.rows[index]
    return outcome.action === 'conflict' && row ? toRejected(row, toReason(outcome)) : []
  })
  const rejects = [...batch.rejects, ...conflicts]
  const counts = countOutcomes(outcomes, rejects.length)
  const step = { from: batch.from, to: batch.to, bytesDone: batch.bytesRead, counts }
  if (!(await advanceImport(transaction, job.id, step))) throw new ImportMoved()
  await insertRejects(transaction, job.id, rejects)
}

function toReason({ contacts }: Extract<Outcome, { action: 'conflict' }>): string {
  const [first, second] = contacts.map(({ now }) => (now.id ? toId('contact', now.id) : 'one from an earlier row'))
  return `The identifiers belong to two different contacts: ${first} and ${second}.`
}

function countOutcomes(outcomes: Outcome[], failed: number): ImportCounts {
  const counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed }
  for (const { action } of outcomes) if (action !== 'conflict' && action !== 'exists') counts[action] += 1
  return counts
}

/** Finds or makes the tags that a batch names for the first time; a dry run makes none. */
async function learnTags(
  { database }: Product,
  { job, tagIds }: ImportWork,
  { batch, writing }: { batch: ImportBatch; writing: Batch['writing'] },
) {
  const names = new Set(batch.rows.flatMap(({ contact }) => contact.tags ?? []))
  const newNames = [...names].filter((name) => !tagIds.has(name))
  if (newNames.length === 0) return
  const found = job.options.dryRun
    ? new Map([
        ...newNames.map((name) => [name, name] as const),
        ...(await findTagIds(database, writing.projectId, newNames)),
      ])
    : await resolveTags(
        database,
        { ...writing, andThen: (transaction, made) => noteMadeTags(transaction, job.id, made) },
        newNames,
      )
  for (const [name, id] of found) tagIds.set(name, id)
}

function rejectMissingTags(batch: ImportBatch, tagIds: ReadonlyMap<string, string>): ImportBatch {
  const missingOf = ({ contact }: ImportBatch['rows'][number]) => contact.tags?.find((name) => !tagIds.has(name))
  if (batch.rows.every((row) => missingOf(row) === undefined)) return batch
  const rejects = batch.rows.flatMap((row) => {
    const missing = missingOf(row)
    return missing === undefined ? [] : toRejected(row, `There is no tag ${JSON.stringify(missing)}.`)
  })
  const rows = batch.rows.filter((row) => missingOf(row) === undefined)
  return { ...batch, rows, rejects: [...batch.rejects, ...rejects] }
}
