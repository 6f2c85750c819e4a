const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 60_000

/** Whether the mail server is down, and until when nobody need try it. */
export type Outage = {
  isOn(): boolean
  /** Nothing gets through: pause, twice as long each time. */
  report(): void
  /** Something got through. */
  end(): void
  /** Whether the last that was heard is that something got through. */
  isOver(): boolean
}

/** Keeps a server that is down from being asked once for every message. */
export function createOutage(now: () => Date): Outage {
  let pauseMs = 0
  let until = Number.NEGATIVE_INFINITY
  let isOver = false
  const isOn = () => now().getTime() < until
  return {
    isOn,
    isOver: () => isOver,
    report() {
      // Those who were on their way together tell of one outage.
      if (isOn()) return
      pauseMs = Math.min(Math.max(pauseMs * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS)
      until = now().getTime() + pauseMs
      isOver = false
    },
    end() {
      pauseMs = 0
      isOver = true
    },
  }
}
