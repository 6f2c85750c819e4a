import { client, queryClient, troubleOf } from '../../api.ts'
import { useChange } from '../../use-change.ts'
import { type Draft, setDraft } from './draft.ts'

/** Checks the whole file without importing it: uploads it once, and later works on what the server kept. */
export function useTryFile(draft: Draft, done: (id: string) => void) {
  return useChange(() => tryFile(draft), {
    changes: ['imports'],
    done: ({ id }) => {
      setDraft({ ...draft, tried: { id, options: draft.options } })
      done(id)
    },
    ownErrors: true,
  })
}

async function tryFile({ file, fileName, options, tried }: Draft): Promise<{ id: string }> {
  const dryRun = { ...options, dryRun: true }
  if (tried) {
    // Whoever only looked at the columns sees the same review again.
    if (JSON.stringify(tried.options) === JSON.stringify(options)) return { id: tried.id }
    const repeated = await client.imports.repeat(tried.id, dryRun).catch((error: unknown) => {
      if (!file || troubleOf(error).isAway) throw error
      return undefined
    })
    if (repeated) return repeated
  }
  if (!file) throw new Error('The file is not here any more. Choose it again.')
  const made = await client.imports.create({ file, fileName, options: dryRun })
  await queryClient.invalidateQueries({ queryKey: ['status'] })
  return made
}
