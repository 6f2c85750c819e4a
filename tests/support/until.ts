import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until something is so. In the end it fails with what it last was, which is no measurement, only an end. */
export async function until<Value>(
  read: () => Promise<Value> | Value,
  isSo: (value: Value) => boolean,
  withinSeconds = 30,
): Promise<Value> {
  for (let tries = 0; ; tries += 1) {
    const value = await read()
    if (isSo(value)) return value
    if (tries === withinSeconds * 50) throw new Error(`It never came true; in the end it was ${JSON.stringify(value)}.`)
    await sleep(20)
  }
}
