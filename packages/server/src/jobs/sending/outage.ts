const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 60_000

/** Whether the mail server is down, and until when nobody need try it. */
export type Outage = {
  isOn(): boolean
  /** Nothing gets through: pause, twice as long each time, and at least for as long as the server asks. */
  report(atLeastMs?: number): void
  /** Something got through. */
  end(): void
  /** Whether the last that was heard is that something got through. */
  isOver(): boolean
}

/** The outages of senders, each its own: one account that is used up must not hold up the others. */
export function createOutages(now: () => Date): (sender: object) => Outage {
  const outages = new WeakMap<object, Outage>()
  return (sender) => {
    const outage = outages.get(sender) ?? createOutage(now)
    outages.set(sender, outage)
    return outage
  }
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
    report(atLeastMs = 0) {
      // Those who were on their way together tell of one outage.
      if (isOn()) return
      pauseMs = Math.min(Math.max(pauseMs * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS)
      until = now().getTime() + Math.max(pauseMs, atLeastMs)
      isOver = false
    },
    end() {
      pauseMs = 0
      isOver = true
    },
  }
}
