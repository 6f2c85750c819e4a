import { Button, FileButton, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { useState } from 'react'
import { client } from '../../api.ts'
import entry from '../../parts/entry-form.module.css'
import { EntryForm } from '../../parts/entry-form.tsx'
import { Panel } from '../../parts/panel.tsx'
import { useChange } from '../../use-change.ts'
import { ImportOutcome } from './import-outcome.tsx'
import { canBeMarketingOnly, GIVEN_REASONS, type GivenReason, REASONS } from './reasons.ts'

/** Puts many addresses on the list: looks first, then does it. */
export function ImportList({ close }: { close: () => void }) {
  const [pasted, setPasted] = useState('')
  const [file, setFile] = useState<File>()
  const [reason, setReason] = useState<GivenReason>('manual')
  const [note, setNote] = useState('')
  const [isMarketingOnly, setMarketingOnly] = useState(false)
  const list = {
    file: file ?? new Blob([pasted], { type: 'text/csv' }),
    fileName: file?.name ?? 'pasted.csv',
    options: { reason, note: note.trim() || null, marketingOnly: canBeMarketingOnly(reason) && isMarketingOnly },
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
        <Select
          label="Reason"
          description="Where the list names none."
          allowDeselect={false}
          data={GIVEN_REASONS.map((id) => ({ value: id, label: REASONS[id].label }))}
          value={reason}
          onChange={(_, option) => option && setReason(GIVEN_REASONS.find((id) => id === option.value) ?? reason)}
        />
        <TextInput
          label="Note"
          description="Where the list has none: where it comes from, and when."
          maxLength={500}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {canBeMarketingOnly(reason) && (
          <Switch
            label="Marketing only"
            description="Receipts, passwords and the like still arrive."
            className={entry.wide}
            checked={isMarketingOnly}
            onChange={({ currentTarget }) => setMarketingOnly(currentTarget.checked)}
          />
        )}
      </EntryForm>
    </Panel>
  )
}
