import { failure } from '../../failure.ts'

/** Each stream asks for all sizes up to four times a second: so many of a project are a few per cent of a core. */
const MOST_OF_PROJECT = 100
/** A bound on memory: what a reader has not taken yet waits with its stream. */
const MOST_IN_ALL = 1_000

/** Counts the streams that are open, so that nobody opens them without end. */
export class OpenStreams {
  readonly #ofProject = new Map<number, number>()
  #inAll = 0

  /** Counts one more of a project, or refuses it; returns what counts it as closed. */
  open(projectId: number): () => void {
    const open = this.#ofProject.get(projectId) ?? 0
    if (open >= MOST_OF_PROJECT) throw failure('too_many_streams', { limit: MOST_OF_PROJECT, of: 'This project' })
    if (this.#inAll >= MOST_IN_ALL) throw failure('too_many_streams', { limit: MOST_IN_ALL, of: 'This server' })
    this.#ofProject.set(projectId, open + 1)
    this.#inAll += 1
    return () => this.#close(projectId)
  }

  #close(projectId: number) {
    const left = (this.#ofProject.get(projectId) ?? 0) - 1
    if (left > 0) this.#ofProject.set(projectId, left)
    else this.#ofProject.delete(projectId)
    this.#inAll -= 1
  }
}
