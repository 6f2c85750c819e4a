import { Textarea } from '@mantine/core'
import { FieldHints } from './field-hints.tsx'
import classes from './message-fields.module.css'
import type { TextProblem } from './problem-in.ts'
import { TextSize } from './text-size.tsx'
import { FIELD_IDS, type Written } from './written.ts'

type Props = {
  written: Written
  isSms: boolean
  problem: TextProblem | undefined
  set: (change: Partial<Written>) => void
}

const HINTS = ['{{ contact.firstName | default: "there" }}', '{{ contact.name }}', 'Reply STOP to end']

/** A message that is a text alone, with what it takes while it is written. */
export function TextField({ written, isSms, problem, set }: Props) {
  return (
    <div className={classes.fields}>
      <Textarea
        id={FIELD_IDS.text}
        label="Message"
        description="Links go out as they are written."
        required
        autosize
        minRows={4}
        maxRows={16}
        maxLength={1_000_000}
        value={written.text}
        error={problem?.part === 'text' ? problem.words : undefined}
        onChange={({ currentTarget }) => set({ text: currentTarget.value })}
      />
      <TextSize text={written.text} isSms={isSms} note={written.text.includes('{{') ? ' as it is written' : ''} />
      <FieldHints written={written} into="text" hints={HINTS} set={set} />
    </div>
  )
}
