import { client } from '../../api.ts'
import { saveBlob } from '../../parts/save-blob.ts'
import { useChange } from '../../use-change.ts'

const POLL_MS = 500

/** Writes the members of a segment to a CSV file and hands it to the browser. */
export function useMembersFile({ id, name }: { id: string; name: string }) {
  return useChange(
    async () => {
      let job = await client.exports.create({ segment: id, format: 'csv' })
      while (job.status === 'pending' || job.status === 'processing') {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS))
        job = await client.exports.get(job.id)
      }
      if (job.status === 'failed') throw new Error(job.error ?? 'The file could not be written.')
      return client.exports.file(job.id)
    },
    { changes: ['exports'], done: (file) => saveBlob(file, `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}.csv`) },
  )
}
