// Runs in the page: takes the time from an input event until the frame that shows what it asked for has been painted.
window.paintClock = (() => {
  const main = () => document.querySelector('main') ?? document.body
  const isIn = (box, { top, bottom }) => top < box.bottom && bottom > box.top

  /** Nothing is awaited any more: no skeleton, no row without its content in sight, no figure of an earlier question. */
  const awaited = () => main().querySelector('.mantine-Skeleton-root, [data-stale], [aria-busy=true]')?.outerHTML
  function isWhole() {
    if (awaited() !== undefined) return false
    return [...document.querySelectorAll('[data-scroll-restoration-id]')].every((scroller) => {
      const box = scroller.getBoundingClientRect()
      return ![...scroller.querySelectorAll('tbody tr[aria-hidden]')].some((row) =>
        isIn(box, row.getBoundingClientRect()),
      )
    })
  }

  const text = (selector) => document.querySelector(selector)?.textContent ?? ''

  /**
   * Waits for the next event of a type, then looks at the start of each frame whether `isShown`, which is told what `mark`
   * said before the event. The frame in which it is for the first time is painted by the start of the next one.
   */
  function arm(type, mark, isShown) {
    const before = mark()
    window.painted = new Promise((resolve) => {
      const start = ({ timeStamp }) => {
        const finish = () => resolve(performance.now() - timeStamp)
        const look = () => requestAnimationFrame(isShown(before) ? finish : look)
        requestAnimationFrame(look)
      }
      addEventListener(type, start, { capture: true, once: true })
    })
  }

  // Answers that come behind the one that counted, and timers, have their turn before the next event.
  const REST_MS = 120

  async function rest(isSo) {
    const wait = (ms) => new Promise((done) => setTimeout(done, ms))
    const giveUpAt = performance.now() + 20_000
    while (!(isWhole() && isSo())) {
      if (performance.now() > giveUpAt) throw new Error(`Still awaited at ${location}: ${awaited()}`)
      await wait(20)
    }
    await wait(REST_MS)
    await new Promise((done) => requestIdleCallback(done, { timeout: 500 }))
  }

  return { arm, isWhole, rest, text }
})()
