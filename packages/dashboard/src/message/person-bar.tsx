import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsShuffle, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useCommands } from '../commands/use-commands.ts'
import { PersonPicker } from '../parts/person-picker.tsx'
import { showTrouble } from '../show-trouble.ts'
import classes from './message-preview.module.css'
import { type Asked, findAnybody, type Preview } from './use-message-preview.ts'

type Props = {
  preview: Preview
  audience: Asked['audience']
  channel?: Asked['channel']
  topic?: Asked['topic']
  onPick: (contact: string | undefined) => void
}

/** Whom the message is shown for: somebody by name, the one before or after, or anybody. */
export function PersonBar({ preview: { contact, previous, next }, audience, channel, topic, onPick }: Props) {
  const random = useMutation({
    mutationFn: () => findAnybody({ audience, channel, topic }),
    onSuccess: onPick,
    onError: showTrouble,
  })
  const steps = [
    { label: 'The person before', Icon: IconChevronLeft, run: () => previous && onPick(previous), off: !previous },
    { label: 'The next person', Icon: IconChevronRight, run: () => next && onPick(next), off: !next },
    { label: 'Anybody of them', Icon: IconArrowsShuffle, run: () => random.mutate(), off: !audience || !contact },
  ]
  useCommands([
    {
      ...{ id: 'preview-previous', label: 'Preview as the person before', keys: '[', group: 'On this page' as const },
      run: () => previous && onPick(previous),
    },
    {
      ...{ id: 'preview-next', label: 'Preview as the next person', keys: ']', group: 'On this page' as const },
      run: () => next && onPick(next),
    },
  ])
  return (
    <div className={classes.person}>
      <div className={classes.picker}>
        <PersonPicker
          label="Preview as"
          hideLabel
          placeholder="Nobody: as somebody of whom nothing is known"
          contact={contact ?? undefined}
          onPick={onPick}
        />
      </div>
      {steps.map(({ label, Icon, run, off }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon size={34} variant="default" aria-label={label} disabled={off} onClick={run}>
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  )
}
