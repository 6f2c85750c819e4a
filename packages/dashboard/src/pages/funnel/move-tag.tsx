import { Button, Drawer, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { callingOf } from '../../parts/calling-of.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { NamedPicker } from '../../parts/named-picker.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import classes from './funnel.module.css'
import { MoveJob } from './move-job.tsx'
import { isStage, STAGES, type Stage, stageName } from './stages.ts'

/** Moves everyone who carries a tag: who that is first, then how far it is, then the way back. */
export function MoveTag({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Drawer opened={opened} onClose={close} position="right" size="sm" title="Move a tag’s people">
      {opened && <MoveTagForm />}
    </Drawer>
  )
}

function MoveTagForm() {
  const [tag, setTag] = useState<string>()
  const [stage, setStage] = useState<Stage>()
  const [job, setJob] = useState<string>()
  const start = useChange((body: { tag: string; stage: Stage }) => client.funnel.move(body), {
    changes: [],
    done: ({ id }) => setJob(id),
    ownErrors: true,
  })
  if (job) return <MoveJob id={job} again={() => setJob(undefined)} />
  return (
    <Stack gap="md">
      <NamedPicker
        kind="tag"
        label="Everyone who carries the tag"
        showLabel
        inPopover
        value={tag ? [tag] : []}
        onChange={(ids) => setTag(ids.at(-1))}
      />
      <Select
        label="goes to the stage"
        placeholder="Choose a stage"
        comboboxProps={{ withinPortal: false }}
        data={STAGES.map(({ id, name }) => ({ value: id, label: name }))}
        value={stage ?? null}
        onChange={(value) => setStage(value !== null && isStage(value) ? value : undefined)}
      />
      {tag && (
        <Carriers tag={tag} stage={stage} busy={start.isPending} move={(to) => start.mutate({ tag, stage: to })} />
      )}
      {start.error && <ErrorState error={start.error} />}
    </Stack>
  )
}

const SAMPLE = 8

type CarriersProps = { tag: string; stage: Stage | undefined; busy: boolean; move: (stage: Stage) => void }

/** Who it is about, and the button that says what it will do. */
function Carriers({ tag, stage, busy, move }: CarriersProps) {
  const query = useQuery({
    queryKey: ['funnel', 'carriers', tag],
    queryFn: async ({ signal }) => {
      const [{ total }, { data }] = await Promise.all([
        client.funnel.get({ tag }, { signal }),
        client.contacts.list({ tag, limit: SAMPLE }, { signal }),
      ])
      return { total, sample: data }
    },
  })
  return (
    <Answer query={query} waiting={<Waiting height={180} />}>
      {({ total, sample }) => (
        <>
          <Text size="sm">
            {total === 0 ? 'Nobody carries this tag.' : `${countText(total, 'person carries', 'people carry')} it:`}
          </Text>
          {sample.length > 0 && (
            <ul className={classes.sample} aria-label="Who this is about">
              {sample.map((contact) => (
                <li key={contact.id}>
                  <span>{callingOf(contact)}</span>
                  <span>{stageName(contact.funnel)}</span>
                </li>
              ))}
              {total > sample.length && <li>and {numberText(total - sample.length)} more</li>}
            </ul>
          )}
          <Button disabled={!stage || total === 0} loading={busy} onClick={() => stage && move(stage)}>
            {stage ? `Move ${countText(total, 'person', 'people')} to ${stageName(stage)}` : 'Choose a stage'}
          </Button>
        </>
      )}
    </Answer>
  )
}
