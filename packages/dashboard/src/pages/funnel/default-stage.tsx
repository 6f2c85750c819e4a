import { Button, Drawer, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { client, type Project } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { useProject } from '../../session.ts'
import { useChange } from '../../use-change.ts'
import { MoveJob } from './move-job.tsx'
import { STAGES, stageName } from './stages.ts'
import { useFunnel } from './use-funnel.ts'

type Default = Project['defaultFunnelStage']

/** The stage that contacts get who come without one; and those who have none today. */
export function DefaultStage({ opened, close }: { opened: boolean; close: () => void }) {
  const project = useProject()
  return (
    <Drawer opened={opened} onClose={close} position="right" size="sm" title="Stage of new contacts">
      {opened && project && <DefaultStageForm project={project} />}
    </Drawer>
  )
}

function DefaultStageForm({ project }: { project: Project }) {
  const before = project.defaultFunnelStage
  const save = useChange((defaultFunnelStage: Default) => client.project.update({ defaultFunnelStage }), {
    changes: ['project'],
    guesses: (defaultFunnelStage) => [{ key: ['project'], edit: (now: Project) => ({ ...now, defaultFunnelStage }) }],
    undo: (_, stage) => ({
      words: `New contacts start ${stage ? `in ${stageName(stage)}` : 'without a stage'}.`,
      run: () => client.project.update({ defaultFunnelStage: before }),
    }),
  })
  const set = (text: string | null) =>
    save.mutate(STAGES.flatMap(({ id }) => (id === text && id !== 'none' ? id : []))[0] ?? null)
  return (
    <Stack gap="md">
      <Select
        label="A new contact starts in"
        description="Whichever way it comes, by hand, import or API, unless a stage is given with it."
        comboboxProps={{ withinPortal: false }}
        allowDeselect={false}
        data={STAGES.map(({ id, name }) => ({ value: id, label: name }))}
        value={before ?? 'none'}
        onChange={set}
      />
      {before && <GiveToOthers key={before} stage={before} />}
    </Stack>
  )
}

function GiveToOthers({ stage }: { stage: NonNullable<Default> }) {
  const [job, setJob] = useState<string>()
  const count = useFunnel({}).data?.stages[0]?.count
  const give = useChange(() => client.funnel.move({ from: 'none', stage }), {
    changes: [],
    done: ({ id }) => setJob(id),
    ownErrors: true,
  })
  if (job) return <MoveJob id={job} again={() => setJob(undefined)} />
  if (!count) return null
  return (
    <>
      <Text size="sm">
        {countText(count, 'contact has', 'contacts have')} no stage today. They stay so unless you say:
      </Text>
      <Button variant="default" loading={give.isPending} onClick={() => give.mutate()}>
        Give them {stageName(stage)}, too
      </Button>
      {give.error && <ErrorState error={give.error} />}
    </>
  )
}
