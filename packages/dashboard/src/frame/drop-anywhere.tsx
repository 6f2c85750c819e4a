import { useWindowEvent } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { startDraft } from '../pages/import/draft.ts'
import { useMay } from '../use-may.ts'
import classes from './drop-anywhere.module.css'

/** Takes a file that is dropped on any page to the import; where somebody may not import, it goes nowhere. */
export function DropAnywhere() {
  const [isOver, setIsOver] = useState(false)
  const navigate = useNavigate()
  const mayImport = useMay()('contacts:write')
  useWindowEvent('dragover', (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    setIsOver(mayImport)
  })
  useWindowEvent('dragleave', (event) => {
    // Leaving the window, not one of its elements.
    if (event.relatedTarget === null) setIsOver(false)
  })
  useWindowEvent('drop', (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    setIsOver(false)
    const [file] = event.dataTransfer?.files ?? []
    if (!file || !mayImport) return
    startDraft(file)
    void navigate({ to: '/import', search: {} })
  })
  return isOver ? (
    <div className={classes.over} role="status">
      Drop it to import it. Nothing changes before you have seen what would.
    </div>
  ) : null
}

// Rows and conditions are dragged as well.
function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}
