import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Page } from '../../parts/page.tsx'
import { DropZone } from './drop-zone.tsx'
import { ImportHistory } from './import-history.tsx'
import { ImportProgress } from './import-progress.tsx'
import { NewImport } from './new-import.tsx'

const route = getRouteApi('/frame/import')

export function ImportPage() {
  const { import: shown } = route.useSearch()
  const navigate = route.useNavigate()
  const [file, setFile] = useState<File>()
  const show = (id: string | undefined) => void navigate({ search: { import: id } })
  const choose = (chosen: File) => {
    setFile(chosen)
    show(undefined)
  }
  const started = (id: string) => {
    setFile(undefined)
    show(id)
  }
  return (
    <Page
      title="Import"
      lead="Bring people in from a CSV file of any size. Nobody who unsubscribed is subscribed again by an import."
    >
      {file && (
        <NewImport
          key={file.name + file.lastModified}
          file={file}
          started={started}
          cancel={() => setFile(undefined)}
        />
      )}
      {shown && !file && <ImportProgress key={shown} id={shown} />}
      <DropZone choose={choose} compact={file !== undefined || shown !== undefined} />
      <ImportHistory show={show} />
    </Page>
  )
}
