import type { Contact } from '../../api.ts'
import { Panel } from '../../parts/panel.tsx'
import classes from './contact.module.css'
import { ContactDetails } from './contact-details.tsx'
import { ContactStatus } from './contact-status.tsx'
import { ContactTags } from './contact-tags.tsx'
import { CustomFields } from './custom-fields.tsx'
import { Timeline } from './timeline.tsx'

/** Everything about a person: what is known on one side, what they allow, carry and did on the other; or one below the other. */
export function PersonPanels({ contact, narrow }: { contact: Contact; narrow?: boolean }) {
  return (
    <div className={classes.columns} data-narrow={narrow || undefined}>
      <div className={classes.stack}>
        <Panel title="Details">
          <ContactDetails contact={contact} />
        </Panel>
        <Panel title="Custom fields">
          <CustomFields contact={contact} />
        </Panel>
      </div>
      <div className={classes.stack}>
        <Panel title="Status and consent">
          <ContactStatus contact={contact} />
        </Panel>
        <Panel title="Tags">
          <ContactTags contact={contact} />
        </Panel>
        <Panel title="What happened">
          <Timeline contact={contact.id} />
        </Panel>
      </div>
    </div>
  )
}
