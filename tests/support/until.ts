import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until something is so. Fails with what it last was after half a minute, which is no measurement, only an end. */
export async function until<Value>(
  read: () => Promise<Value> | Value,
  isSo: (value: Value) => boolean,
): Promise<Value> {
  for (let tries = 0; ; tries += 1) {
    const value = await read()
    if (isSo(value)) return value
    if (tries === 1_500) throw new Error(`It never came true; in the end it was ${JSON.stringify(value)}.`)
    await sleep(20)
  }
}
