import type { Probe } from './probe.ts'

/** Keeps everyone, or nobody. */
export function constantProbe(value: boolean): Probe {
  return {
    cost: 0,
    share: value ? 1 : 0,
    narrow(_chunkNo, words) {
      if (!value) words.fill(0)
    },
  }
}
