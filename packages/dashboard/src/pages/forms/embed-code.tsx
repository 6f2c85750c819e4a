import { CopyLine } from '../../parts/copy-line.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Panel } from '../../parts/panel.tsx'
import type { Form } from './form-draft.ts'
import classes from './forms.module.css'

/** The ways to give a form to people: its page, and code for a page of one's own. */
export function EmbedCode({ form: { url, embed, isActive, origins }, isSaved }: { form: Form; isSaved: boolean }) {
  return (
    <div className={classes.stack}>
      {!isSaved && (
        <Notice tone="warn">You have changes that are not saved. The code is that of the saved form.</Notice>
      )}
      {!isActive && <Notice tone="warn">The form is closed: whoever fills it in is told so.</Notice>}
      <Panel title="Link to its page">
        <p className={classes.about}>
          For messages, profiles and printed codes. It stays the same whatever you change.
        </p>
        <CopyLine text={url} what="the link" />
      </Panel>
      {origins.length > 0 && (
        <Notice>The code below works in pages of {origins.join(', ')} alone. Its own page works everywhere.</Notice>
      )}
      <Panel title="For your own page">
        <p className={classes.about}>
          A plain form that takes the look of your page, and a script of under 1 kB without cookies, which spares people
          a second click. The code does not follow later changes of the questions: copy it again then.
        </p>
        <CopyLine text={embed.html} what="the form with its script" />
      </Panel>
      <Panel title="For a page that takes no scripts">
        <p className={classes.about}>
          The same form alone. People look over what they entered once more on our page, which keeps programs out.
        </p>
        <CopyLine text={embed.withoutScript} what="the form without a script" />
      </Panel>
    </div>
  )
}
