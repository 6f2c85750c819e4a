import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CodeArea } from './code-area.tsx'
import { FieldHints } from './field-hints.tsx'
import classes from './message-fields.module.css'
import type { TextProblem } from './problem-in.ts'
import { SourceSwitch } from './source-switch.tsx'
import { toSource } from './to-source.ts'
import { FIELD_IDS, type Part, type Written } from './written.ts'

type Props = {
  written: Written
  problem: TextProblem | undefined
  /** A template may leave the subject to the campaign. */
  needsSubject: boolean
  set: (change: Partial<Written>) => void
}

/** What a message says: subject, preview line, source and plain text, each with what is wrong with it. */
export function MessageFields({ written, problem, needsSubject, set }: Props) {
  // Where the cursor stood last: what is put in goes there.
  const [into, setInto] = useState<Part>('html')
  const isMjml = written.mjml !== ''
  const problemOf = (...parts: string[]) => (problem && parts.includes(problem.part) ? problem : undefined)
  const field = (key: 'subject' | 'preheader' | 'text') => ({
    id: FIELD_IDS[key],
    value: written[key],
    error: problemOf(key)?.words,
    onFocus: () => setInto(key),
    onChange: (event: { currentTarget: { value: string } }) => set({ [key]: event.currentTarget.value }),
  })
  return (
    <div className={classes.fields}>
      <TextInput label="Subject" required={needsSubject} maxLength={998} {...field('subject')} />
      <TextInput
        label="Preview line"
        description="Shown after the subject in most inboxes."
        maxLength={500}
        {...field('preheader')}
      />
      <CodeArea
        id={FIELD_IDS.html}
        label={isMjml ? 'Message, MJML' : 'Message, HTML'}
        required
        minRows={10}
        maxRows={24}
        value={isMjml ? written.mjml : written.html}
        problem={problemOf('html', 'mjml')}
        onFocus={() => setInto('html')}
        onChange={(source) => set(toSource(written, source))}
      />
      <FieldHints written={written} set={set} into={into} />
      <SourceSwitch written={written} set={set} />
      <Textarea
        label="Message, plain text"
        description="Made from the HTML when left empty."
        autosize
        minRows={2}
        maxRows={14}
        className={classes.code}
        {...field('text')}
      />
    </div>
  )
}
