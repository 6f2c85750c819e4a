import { Readable } from 'node:stream'
import type { LiveSizes } from '@rollcall/contract'

export type LiveFigures = { contacts: number; sizes: ReadonlyMap<string, number> }

export type LiveStreamOptions = {
  read: () => Promise<LiveFigures>
  /** Calls back when the figures may have changed; returns what stops it. */
  listen: (listener: () => void) => () => void
  now: () => Date
  isOnce: boolean
}

/** Four times a second at most: as often as a person can see. */
const GATHER_MS = 250
/** Proxies close what is silent for longer; and a reader that has not taken anything for so long is let go. */
const HEARTBEAT_MS = 15_000
/** Readers come back by themselves, and then have to show again who they are. */
const LIFE_MS = 15 * 60_000
/** How long they wait before that. */
const RETRY_MS = 1_000

/**
 * Server-sent events of a project: first everything, then what changed. Memory is bounded: what changes while a reader is slow
 * is gathered into its next event.
 */
export class LiveStream extends Readable {
  readonly #options: LiveStreamOptions
  readonly #endings: (() => void)[] = []
  #sent: LiveFigures | undefined
  #count = 0
  #isWanted = false
  #isDirty = true
  #isReading = false
  #isOver = false
  #timer: NodeJS.Timeout | undefined

  constructor(options: LiveStreamOptions) {
    super({ highWaterMark: 64 * 1024 })
    this.#options = options
    this.#endings.push(options.listen(() => this.#touch()))
    const heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS)
    const life = setTimeout(() => this.push(null), LIFE_MS)
    this.#endings.push(
      () => clearInterval(heartbeat),
      () => clearTimeout(life),
      () => clearTimeout(this.#timer),
    )
  }

  override _read() {
    this.#isWanted = true
    if (this.#sent === undefined) void this.#send()
    else if (this.#isDirty) this.#schedule()
  }

  // After its end, which may be anybody's decision, what was still on its way is dropped.
  override push(chunk: string | null): boolean {
    if (this.#isOver) return false
    this.#isOver = chunk === null
    return super.push(chunk)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void) {
    for (const end of this.#endings.splice(0)) end()
    done(error)
  }

  #touch() {
    this.#isDirty = true
    if (this.#isWanted) this.#schedule()
  }

  #schedule() {
    if (this.destroyed || this.#isReading) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.#send()
    }, GATHER_MS)
  }

  // A comment, which readers pass over. Whoever has not read the last one either is gone or too slow.
  #beat() {
    if (this.#isWanted) this.#write(': still here\n\n')
    else this.destroy()
  }

  async #send() {
    if (this.#isReading || this.destroyed) return
    this.#isReading = true
    this.#isDirty = false
    try {
      this.#tell(await this.#options.read())
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)))
    }
    this.#isReading = false
    if (this.#isDirty && this.#isWanted) this.#schedule()
  }

  #tell(figures: LiveFigures) {
    if (this.destroyed) return
    const before = this.#sent
    this.#sent = figures
    const segments = changedSizes(before?.sizes, figures.sizes)
    const data: LiveSizes = { at: this.#options.now().toISOString(), contacts: figures.contacts, segments }
    this.#count += 1
    const lead = before ? '' : `retry: ${RETRY_MS}\n`
    this.#write(`${lead}id: ${this.#count}\nevent: ${before ? 'sizes' : 'snapshot'}\ndata: ${JSON.stringify(data)}\n\n`)
    if (this.#options.isOnce) this.push(null)
  }

  #write(text: string) {
    this.#isWanted = this.push(text)
  }
}

function changedSizes(before: ReadonlyMap<string, number> | undefined, sizes: ReadonlyMap<string, number>) {
  const changed: Record<string, number | null> = {}
  for (const [id, size] of sizes) if (before?.get(id) !== size) changed[id] = size
  for (const id of before?.keys() ?? []) if (!sizes.has(id)) changed[id] = null
  return changed
}
