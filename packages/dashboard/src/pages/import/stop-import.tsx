import { Button } from '@mantine/core'
import { client, type ImportJob } from '../../api.ts'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { useChange } from '../../use-change.ts'
import { setDraft, useDraft } from './draft.ts'

/** Stops an import or a check that is not over. */
export function StopImport({ job: { id, dryRun } }: { job: ImportJob }) {
  const draft = useDraft()
  const stop = useChange(() => client.imports.cancel(id), {
    changes: ['imports', 'status'],
    // The next check of the file is another one.
    done: () => draft?.tried?.id === id && setDraft({ ...draft, tried: undefined }),
  })
  if (dryRun) {
    return (
      <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
        Stop the check
      </Button>
    )
  }
  return (
    <InlineConfirm
      ask="Stop the import"
      question="Stop it? The rows until now stay imported, and can be undone."
      yes="Stop it"
      no="Go on"
      busy={stop.isPending}
      run={() => stop.mutate()}
    />
  )
}
