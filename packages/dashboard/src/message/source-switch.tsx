import { Button } from '@mantine/core'
import classes from './message-fields.module.css'
import type { Written } from './written.ts'

const FIRST_MJML = `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>Hello {{ contact.firstName | default: "there" }},</mj-text>
        <mj-text>Write your message here.</mj-text>
        <mj-text><a href="{{ unsubscribe_url }}">Unsubscribe</a></mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`

type Props = { written: Written; set: (change: Partial<Written>) => void }

/** Whether a message is written in HTML or in MJML, and the way to the other. */
export function SourceSwitch({ written, set }: Props) {
  const isMjml = written.mjml !== ''
  return (
    <p className={classes.source}>
      {isMjml
        ? 'It is compiled to HTML as you write. '
        : 'Where the package mjml is installed, a message may be written in MJML. '}
      <Button
        variant="subtle"
        size="compact-xs"
        px={0}
        onClick={() => set(isMjml ? { mjml: '' } : { mjml: FIRST_MJML })}
      >
        {isMjml ? 'Go on in HTML' : 'Write it in MJML'}
      </Button>
    </p>
  )
}
