import { Button, FileButton } from '@mantine/core'
import { useWindowEvent } from '@mantine/hooks'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import classes from './import.module.css'

type Props = { choose: (file: File) => void; compact: boolean }

/** Takes a CSV dropped anywhere on the page, or chosen. */
export function DropZone({ choose, compact }: Props) {
  const [isOver, setIsOver] = useState(false)
  useWindowEvent('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    setIsOver(true)
  })
  useWindowEvent('dragleave', (event) => {
    // Leaving the window, not one of its elements.
    if (event.relatedTarget === null) setIsOver(false)
  })
  useWindowEvent('drop', (event) => {
    event.preventDefault()
    setIsOver(false)
    const file = event.dataTransfer?.files[0]
    if (file) choose(file)
  })
  return (
    <div className={classes.drop} data-compact={compact || undefined}>
      {!compact && (
        <>
          <IconFileImport size={28} stroke={1.5} className={classes.icon} aria-hidden />
          <p className={classes.dropTitle}>Drop a CSV anywhere on this page</p>
          <p className={classes.dropText}>
            The first line names the columns. Columns that are not known become custom fields.
          </p>
        </>
      )}
      <FileButton onChange={(file) => file && choose(file)} accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values">
        {(props) => (
          <Button {...props} variant={compact ? 'default' : 'filled'}>
            {compact ? 'Choose another file' : 'Choose a file'}
          </Button>
        )}
      </FileButton>
      {isOver && <div className={classes.over}>Drop it to import it</div>}
    </div>
  )
}
