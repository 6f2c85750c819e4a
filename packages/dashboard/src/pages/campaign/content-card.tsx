import { Textarea, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { Panel } from '../../parts/panel.tsx'
import classes from './composer.module.css'
import type { Draft } from './draft.ts'
import { Readiness } from './readiness.tsx'
import { VersionsPart } from './versions-part.tsx'

const HINTS = [
  '{{ contact.firstName | default: "there" }}',
  '{{ contact.email }}',
  '{{ contact.company }}',
  '{{ contact.fields.plan }}',
  '{{ unsubscribe_url }}',
]

type Props = { draft: Draft; lacks: string[]; set: (change: Partial<Draft>) => void }

/** What it says. */
export function ContentCard({ draft, lacks, set }: Props) {
  const html = useRef<HTMLTextAreaElement>(null)
  const insert = (hint: string) => {
    const area = html.current
    const [start, end] = [area?.selectionStart ?? draft.html.length, area?.selectionEnd ?? draft.html.length]
    set({ html: draft.html.slice(0, start) + hint + draft.html.slice(end) })
    area?.focus()
  }
  const field = (key: 'name' | 'subject' | 'preheader' | 'html' | 'text') => ({
    value: draft[key],
    onChange: (event: { currentTarget: { value: string } }) => set({ [key]: event.currentTarget.value }),
  })
  return (
    <Panel title="What it says" aside={<Readiness lacks={lacks} />}>
      <div className={classes.fields}>
        <TextInput label="Name" description="Only you see it." required maxLength={200} {...field('name')} />
        <TextInput label="Subject" required maxLength={998} {...field('subject')} />
        <TextInput
          label="Preview line"
          description="Shown after the subject in most inboxes."
          maxLength={500}
          {...field('preheader')}
        />
        <Textarea
          ref={html}
          label="Message, HTML"
          required
          autosize
          minRows={8}
          maxRows={24}
          spellCheck={false}
          className={classes.code}
          {...field('html')}
        />
        <div className={classes.hints}>
          Put in:
          {HINTS.map((hint) => (
            <button key={hint} type="button" className={classes.hint} onClick={() => insert(hint)}>
              {hint}
            </button>
          ))}
        </div>
        <Textarea
          label="Message, plain text"
          description="Made from the HTML when left empty."
          autosize
          minRows={2}
          maxRows={14}
          className={classes.code}
          {...field('text')}
        />
        <VersionsPart draft={draft} set={set} />
      </div>
    </Panel>
  )
}
