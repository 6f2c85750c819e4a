import { Button, FileButton, Text } from '@mantine/core'
import { useWindowEvent } from '@mantine/hooks'
import { IconFileImport } from '@tabler/icons-react'
import classes from './import.module.css'
import { pastedFile } from './pasted-file.ts'

type Props = { choose: (file: File) => void; compact?: boolean }

const KINDS = '.csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values'

/** Takes a file that is chosen, or cells that are pasted. Files that are dropped come in everywhere, by the frame. */
export function DropZone({ choose, compact }: Props) {
  useWindowEvent('paste', (event) => {
    const file = pastedFile(event)
    if (!file) return
    event.preventDefault()
    choose(file)
  })
  return (
    <div className={classes.drop} data-compact={compact || undefined}>
      {!compact && (
        <>
          <IconFileImport size={28} stroke={1.5} className={classes.icon} aria-hidden />
          <p className={classes.dropTitle}>Drop a file anywhere, or paste cells from a spreadsheet</p>
          <p className={classes.quiet}>
            CSV, TSV or Excel (.xlsx), of any size, with or without the names of its columns.
          </p>
        </>
      )}
      <FileButton onChange={(file) => file && choose(file)} accept={KINDS}>
        {(props) => (
          <Button {...props} variant={compact ? 'default' : 'filled'}>
            {compact ? 'Choose another file' : 'Choose a file'}
          </Button>
        )}
      </FileButton>
      {!compact && (
        <Text size="xs" c="dimmed" mt={8}>
          Nothing changes before you have seen what would.
        </Text>
      )}
    </div>
  )
}
