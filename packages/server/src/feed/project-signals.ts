/** Tells those who listen to a project that something about it may be different now. */
export class ProjectSignals {
  readonly #listeners = new Map<number, Set<() => void>>()

  /** Returns what stops it. */
  listen(projectId: number, listener: () => void): () => void {
    const listeners = this.#listeners.get(projectId) ?? new Set()
    this.#listeners.set(projectId, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(projectId)
    }
  }

  tell(projectId: number) {
    for (const listener of this.#listeners.get(projectId) ?? []) listener()
  }
}
