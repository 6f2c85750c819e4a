import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DamagedPartError, type SavedPart } from '@rollcall/engine'
import type { ColumnDefinition } from '@rollcall/filters'
import { VERSION } from '../../version.ts'
import type { WaitingEntry } from '../pending-bulk.ts'
import { type CheckpointFile, openCheckpointFile, UnusableCheckpoint, writeCheckpointFile } from './checkpoint-file.ts'

/** What a checkpoint says of itself: of which record at which snapshot, and what else must be as it was. */
export type CheckpointHeader = {
  /** Of Rollcall: another one may read or fold what the record holds otherwise. */
  version: string
  /** What folds texts. */
  unicode: string
  projectId: number
  /** RecordIdentity. */
  record: string
  /** What the index had seen when saving began, apart from `bulk`. */
  snapshot: string
  /** Transactions that waited, with their contacts. */
  bulk: WaitingEntry[]
  columns: ColumnDefinition[]
  shardCount: number
}

/** What the one who saves knows. */
export type CheckpointState = Omit<CheckpointHeader, 'version' | 'unicode'>

/** Where a line about each checkpoint that is of no use goes. */
export type Log = { warn(message: string, data?: Record<string, unknown>): void }

/** The checkpoint of one project on disk. */
export class ProjectCheckpoint {
  readonly #path: string
  readonly #log: Log
  #snapshot: string | undefined

  constructor(path: string, log: Log) {
    this.#path = path
    this.#log = log
  }

  /** The snapshot of the checkpoint that is there, as far as is known: what came later is needed to restore it. */
  get snapshot(): string | undefined {
    return this.#snapshot
  }

  /** Runs `restore` with the checkpoint; false when there is none, or, with a line in the log, when it is of no use. */
  async use(restore: (header: CheckpointHeader, parts: AsyncIterable<SavedPart>) => Promise<void>): Promise<boolean> {
    let file: CheckpointFile | undefined
    try {
      file = await openCheckpointFile(this.#path)
      if (file === undefined) return false
      // why: the header's own checksum says that it is what `write` wrote, and `verify` that this version did.
      const header = file.header as CheckpointHeader
      verify(header)
      await restore(header, file.parts())
      this.#snapshot = header.snapshot
      return true
    } catch (error) {
      this.#report(error)
      return false
    } finally {
      await file?.close()
    }
  }

  async write(state: CheckpointState, parts: AsyncIterable<SavedPart>, signal: AbortSignal): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 })
    const header: CheckpointHeader = { version: VERSION, unicode: process.versions.unicode ?? '', ...state }
    await writeCheckpointFile(this.#path, header, { parts, signal })
    this.#snapshot = state.snapshot
  }

  async delete(): Promise<void> {
    this.#snapshot = undefined
    await Promise.all([this.#path, `${this.#path}.unfinished`].map((path) => rm(path, { force: true })))
  }

  #report(error: unknown) {
    const isKnown = error instanceof UnusableCheckpoint || error instanceof DamagedPartError || isOfFile(error)
    if (!isKnown) throw error
    const reason = error instanceof DamagedPartError ? `it is damaged: ${error.message}` : error.message
    this.#log.warn('The saved audience index is not used; it is loaded from the database.', {
      file: this.#path,
      reason,
    })
  }
}

function verify(header: CheckpointHeader): void {
  if (header.version !== VERSION) throw new UnusableCheckpoint(`it was written by Rollcall ${header.version}`)
  if (header.unicode !== process.versions.unicode)
    throw new UnusableCheckpoint(`its texts were folded by Unicode ${header.unicode}`)
}

/** An error of the operating system, such as a missing permission. */
function isOfFile(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error
}
