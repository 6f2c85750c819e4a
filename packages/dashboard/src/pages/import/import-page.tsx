import { getRouteApi } from '@tanstack/react-router'
import { LookOnly } from '../../parts/look-only.tsx'
import { Page } from '../../parts/page.tsx'
import { useMay } from '../../use-may.ts'
import { type Draft, setDraft, startDraft, useDraft } from './draft.ts'
import { DropZone } from './drop-zone.tsx'
import { ImportHistory } from './import-history.tsx'
import { ImportOne } from './import-one.tsx'
import { MapStep } from './map-step.tsx'
import { Steps } from './steps.tsx'
import { UploadStep } from './upload-step.tsx'

const route = getRouteApi('/frame/import')

export function ImportPage() {
  const { step, import: shown } = route.useSearch()
  const navigate = route.useNavigate()
  const draft = useDraft()
  const mayWrite = useMay()('contacts:write')
  const choose = (file: File) => {
    startDraft(file)
    void navigate({ search: {} })
  }
  return (
    <Page title="Import" lead="Bring people in from a file. Nobody who unsubscribed is subscribed again by an import.">
      {mayWrite && step === 'map' ? (
        <MapStep key={draft?.fileName} id={shown} choose={choose} />
      ) : shown ? (
        <ImportOne key={shown} id={shown} />
      ) : (
        <>
          {mayWrite ? <NewImport draft={draft} choose={choose} /> : <LookOnly />}
          <ImportHistory />
        </>
      )}
    </Page>
  )
}

function NewImport({ draft, choose }: { draft: Draft | undefined; choose: (file: File) => void }) {
  return (
    <>
      <Steps current="Upload" ways={draft ? { Map: { step: 'map', import: draft.tried?.id } } : {}} />
      {draft && <UploadStep draft={draft} cancel={() => setDraft(undefined)} />}
      <DropZone choose={choose} compact={draft !== undefined} />
    </>
  )
}
