import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Answer } from '../../parts/answer.tsx'
import { sizeText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { type Draft, setDraft } from './draft.ts'
import { FileHead } from './file-head.tsx'
import classes from './import.module.css'
import { ReadAs } from './read-as.tsx'
import { usePreview } from './use-preview.ts'

/** The file that was chosen: how it is read, and its first rows. */
export function UploadStep({ draft, cancel }: { draft: Draft; cancel: () => void }) {
  const query = usePreview(draft)
  return (
    <div className={classes.section}>
      <Panel title={draft.fileName} aside={sizeText(draft.sizeBytes)}>
        <Answer query={query} waiting={<Waiting height={220} />}>
          {(preview) => (
            <>
              <ReadAs
                preview={preview}
                options={draft.options}
                // Another sheet is another file: what was said of the columns does not fit it.
                onSheet={(sheet) => setDraft({ ...draft, options: { sheet }, tried: undefined })}
                onOptions={(options) => setDraft({ ...draft, options })}
              />
              <FileHead preview={preview} />
              <Group gap="xs" mt="md">
                {(preview.problem === null || preview.columns.length > 0) && (
                  <Button
                    renderRoot={(props) => (
                      <Link to="/import" search={{ step: 'map', import: draft.tried?.id }} {...props} />
                    )}
                  >
                    Map the columns
                  </Button>
                )}
                <Button variant="default" onClick={cancel}>
                  Not this file
                </Button>
              </Group>
            </>
          )}
        </Answer>
      </Panel>
    </div>
  )
}
