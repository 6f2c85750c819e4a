import { statfs } from 'node:fs/promises'

const LOW_BYTES = 1e9
const LOW_SHARE = 1 / 20

/** How much room there is where a directory is; null when the system does not tell. */
export async function readDiskRoom(dir: string) {
  try {
    const { bsize, bavail, blocks } = await statfs(dir)
    const room = { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
    return { ...room, isLow: isLow(room) }
  } catch {
    return null
  }
}

/** Whether so little is free that imports and the record itself may soon fail. */
export function isLow({ freeBytes, totalBytes }: { freeBytes: number; totalBytes: number }): boolean {
  return freeBytes < LOW_BYTES || freeBytes < totalBytes * LOW_SHARE
}
