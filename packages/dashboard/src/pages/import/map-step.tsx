import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client, type ImportJob } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { type Draft, setDraft, useDraft } from './draft.ts'
import { DropZone } from './drop-zone.tsx'
import { MapColumns } from './map-columns.tsx'
import { Steps } from './steps.tsx'
import { usePreview } from './use-preview.ts'

type Props = { id: string | undefined; choose: (file: File) => void }

/** Where each column goes. After a reload the file comes from its dry run; without one it has to be chosen again. */
export function MapStep({ id, choose }: Props) {
  const draft = useDraft()
  const query = useQuery({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => client.imports.get(id ?? '', { signal }),
    enabled: draft === undefined && id !== undefined,
  })
  const job = query.data
  useEffect(() => {
    if (job?.fileKept) setDraft(draftOf(job))
  }, [job])
  const isGone = draft === undefined && (id === undefined || job?.fileKept === false || query.error !== null)
  return (
    <>
      <Steps current="Map" ways={{ Upload: {}, ...(draft?.tried && { Review: { import: draft.tried.id } }) }} />
      {draft && <Columns draft={draft} />}
      {!draft && !isGone && <Waiting height={320} />}
      {isGone && (
        <>
          <Notice>The page was loaded anew, and a browser forgets files. Choose the file again to go on.</Notice>
          <DropZone choose={choose} />
        </>
      )}
    </>
  )
}

/** A dry run as a file that is still being prepared. */
function draftOf({ id, fileName, sizeBytes, options: { dryRun: _, ...options } }: ImportJob): Draft {
  return { fileName, sizeBytes, options, tried: { id, options } }
}

function Columns({ draft }: { draft: Draft }) {
  const query = usePreview(draft)
  return (
    <Answer query={query} waiting={<Waiting height={320} />}>
      {(preview) => <MapColumns draft={draft} preview={preview} isStale={query.isPlaceholderData} />}
    </Answer>
  )
}
