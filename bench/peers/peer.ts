import type { FixtureFiles } from '../fixture/write-files.ts'
import type { Asked } from '../suite/asked.ts'
import type { ShapeId } from '../suite/shapes.ts'
import type { Thresholds } from './thresholds.ts'

/** Two statements for one question, and in a few words from what they answer it. */
export type Statement = { from: string; count: string; members: string }

/** What is asked, and the instants and days that stand for its windows. */
export type Question = { asked: Asked; at: Thresholds }

/** The ways in which a peer may answer each question of the suite; the quickest is the one that counts. */
export type Statements = Record<ShapeId, ((question: Question) => Statement)[]>

/** A database that holds the fixture and answers the suite. */
export type Peer = {
  name: string
  version: string
  statements: Statements
  count(sql: string): Promise<number>
  /** The row numbers, in any order. */
  members(sql: string): Promise<Uint32Array>
  close(): Promise<void>
}

/** `dir` is the peer's own, and empty. */
export type OpenPeer = (files: FixtureFiles, dir: string) => Promise<Peer>

/** A statement that gives row numbers, each once, also as a count. */
export function rowsOf(from: string, members: string): Statement {
  return { from, members, count: `select count(*) from (${members}) as found` }
}
