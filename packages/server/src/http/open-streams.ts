import { Readable } from 'node:stream'
import type { Answer } from './answer.ts'

/** Answers that go on until their reader leaves, so that they can be ended when the server stops. */
export class OpenStreams {
  readonly #open = new Set<Readable>()

  add(body: Answer['body']) {
    if (!(body instanceof Readable)) return
    this.#open.add(body)
    body.once('close', () => this.#open.delete(body))
  }

  /** Ends all of them as if nothing more were to come; readers connect again by themselves. */
  endAll() {
    for (const stream of this.#open) stream.push(null)
  }
}
