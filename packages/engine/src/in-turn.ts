/** Work on one project after the other in the order in which it was asked for; different projects do not wait. */
export class InTurn {
  readonly #last = new Map<number, Promise<unknown>>()

  /** Runs the work when all earlier work on the project has ended, well or badly. */
  async run<T>(project: number, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(project) ?? Promise.resolve()
    const done = before.then(work, work)
    this.#last.set(project, done)
    try {
      return await done
    } finally {
      if (this.#last.get(project) === done) this.#last.delete(project)
    }
  }
}
