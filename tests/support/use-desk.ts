import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Campaigning, createCampaigning } from './campaigning.ts'

/** One desk for all tests of a file. After each of them it stands still, at the present, with nothing caught. */
export function useDesk(): Campaigning {
  let desk: Campaigning | undefined
  beforeAll(async () => {
    desk = await createCampaigning()
  })
  afterEach(async () => {
    await desk?.stop()
    if (desk) desk.aheadMs = 0
    await desk?.request('DELETE', '/catcher')
  })
  afterAll(() => desk?.drop())
  const present = () => {
    if (!desk) throw new Error('The desk is there within tests alone.')
    return desk
  }
  // why: it stands for the desk that is there once the tests run
  return new Proxy({} as Campaigning, {
    get(_, key) {
      const value: unknown = Reflect.get(present(), key)
      return typeof value === 'function' ? value.bind(present()) : value
    },
    set: (_, key, value) => Reflect.set(present(), key, value),
  })
}
