import { Button } from '@mantine/core'
import type { TemplateDraft } from './template-draft.ts'
import classes from './templates.module.css'

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

type Props = { draft: TemplateDraft; set: (change: Partial<TemplateDraft>) => void }

/** Whether a template is written in HTML or in MJML, and the way to the other. */
export function SourceSwitch({ draft, set }: Props) {
  const isMjml = draft.mjml !== ''
  return (
    <p className={classes.source}>
      {isMjml
        ? 'It is compiled to HTML when you save it; the preview shows what was saved last. '
        : 'Where the package mjml is installed, a template may be written in MJML. '}
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
