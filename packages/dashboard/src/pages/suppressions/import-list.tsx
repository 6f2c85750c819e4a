import { Button, FileButton, Textarea } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { useState } from 'react'
import { client } from '../../api.ts'
import entry from '../../parts/entry-form.module.css'
import { EntryForm } from '../../parts/entry-form.tsx'
import { Panel } from '../../parts/panel.tsx'
import { useChange } from '../../use-change.ts'
import { ImportOutcome } from './import-outcome.tsx'
import { FIRST_WHY, ReasonFields, toWhyBody } from './reason-fields.tsx'

/** Puts many addresses on the list: looks first, then does it. */
export function ImportList({ close }: { close: () => void }) {
  const [pasted, setPasted] = useState('')
  const [file, setFile] = useState<File>()
  const [why, setWhy] = useState(FIRST_WHY)
  const list = {
    file: file ?? new Blob([pasted], { type: 'text/csv' }),
    fileName: file?.name ?? 'pasted.csv',
    options: toWhyBody(why),
  }
  const look = useChange(() => client.suppressions.import({ ...list, options: { ...list.options, dryRun: true } }), {
    changes: [],
    ownErrors: true,
  })
  if (look.data) return <ImportOutcome list={list} preview={look.data} back={look.reset} close={close} />
  return (
    <Panel title="Import addresses">
      <EntryForm
        label="Import addresses"
        save={look}
        words="See what would be added"
        isDisabled={!file && pasted.trim() === ''}
        close={close}
      >
        <Textarea
          label="Addresses"
          description="One on each line, or cells copied from a spreadsheet. The columns reason, note and marketing_only are read where they are named."
          className={entry.wide}
          autosize
          minRows={4}
          maxRows={12}
          spellCheck={false}
          disabled={file !== undefined}
          value={pasted}
          onChange={({ currentTarget }) => setPasted(currentTarget.value)}
        />
        <div className={entry.wide}>
          <FileButton accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={(chosen) => setFile(chosen ?? undefined)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFile size={15} />}>
                {file ? file.name : 'Choose a CSV file instead'}
              </Button>
            )}
          </FileButton>
          {file && (
            <Button variant="subtle" ml="xs" onClick={() => setFile(undefined)}>
              Not this file
            </Button>
          )}
        </div>
        <ReasonFields
          why={why}
          onChange={setWhy}
          aboutReason="Where the list names none."
          aboutNote="Where the list has none: where it comes from, and when."
        />
      </EntryForm>
    </Panel>
  )
}
