import type { Contact } from '../../api.ts'
import { Panel } from '../../parts/panel.tsx'
import classes from './contact.module.css'
import { ContactDetails } from './contact-details.tsx'
import { ContactStatus } from './contact-status.tsx'
import { ContactTags } from './contact-tags.tsx'
import { CustomFields } from './custom-fields.tsx'
import { FunnelStage } from './funnel-stage.tsx'
import { Memberships } from './memberships.tsx'
import { Opportunities } from './opportunities.tsx'
import type { PersonSearch } from './search.ts'
import { Timeline } from './timeline.tsx'

type Props = {
  contact: Contact
  narrow?: boolean
  search: PersonSearch
  onSearch: (next: PersonSearch) => void
}

/** Everything about a person: what is known on one side, what they allow, carry and did on the other; or one below the other. */
export function PersonPanels({ contact, narrow, search, onSearch }: Props) {
  return (
    <div className={classes.columns} data-narrow={narrow || undefined}>
      <div className={classes.stack}>
        <Panel title="Details">
          <ContactDetails contact={contact} />
        </Panel>
        <Panel title="Custom fields">
          <CustomFields contact={contact} />
        </Panel>
        <Panel title="Funnel">
          <FunnelStage contact={contact} />
        </Panel>
        <Panel title="Opportunities">
          <Opportunities contact={contact} />
        </Panel>
      </div>
      <div className={classes.stack}>
        <Panel title="Status and consent">
          <ContactStatus contact={contact} />
        </Panel>
        <Panel title="Tags">
          <ContactTags contact={contact} />
        </Panel>
        <Panel title="Segments">
          <Memberships contact={contact} />
        </Panel>
        <Panel title="What happened">
          <Timeline contact={contact.id} search={search} onSearch={onSearch} />
        </Panel>
      </div>
    </div>
  )
}
