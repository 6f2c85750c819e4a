import { Skeleton } from '@mantine/core'
import { IconUserOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type Contact, client, troubleOf } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../parts/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { callingOf } from '../contacts/people-columns.tsx'
import classes from './contact.module.css'
import { ContactDetails } from './contact-details.tsx'
import { ContactStatus } from './contact-status.tsx'
import { ContactTags } from './contact-tags.tsx'
import { CustomFields } from './custom-fields.tsx'
import { DeleteContact } from './delete-contact.tsx'
import { Timeline } from './timeline.tsx'

const route = getRouteApi('/frame/contacts/$contact')
const back = <BackLink to="/contacts">Contacts</BackLink>

export function ContactPage() {
  const { contact: id } = route.useParams()
  const query = useQuery({
    queryKey: ['contacts', 'one', id],
    queryFn: ({ signal }) => client.contacts.get(id, { signal }),
    refetchInterval: 10_000,
  })
  if (query.error && troubleOf(query.error).isMissing) return <NoSuchPerson />
  return (
    <Answer query={query} waiting={<Waiting />}>
      {(contact) => <PersonPage contact={contact} />}
    </Answer>
  )
}

function PersonPage({ contact }: { contact: Contact }) {
  const { name, firstName, lastName, email, phone } = contact
  const fullName = name ?? [firstName, lastName].filter(Boolean).join(' ')
  const title = fullName || callingOf(contact)
  const lead = [email, phone].filter((part) => part && part !== title).join(' · ')
  return (
    <Page title={title} lead={lead} above={back} actions={<DeleteContact contact={contact} />}>
      <div className={classes.columns}>
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
    </Page>
  )
}

function Waiting() {
  return (
    <Page title="Contact" above={back}>
      <div className={classes.columns}>
        <Skeleton height={360} />
        <Skeleton height={360} />
      </div>
    </Page>
  )
}

function NoSuchPerson() {
  return (
    <Page title="Contact" above={back}>
      <EmptyState icon={<IconUserOff size={20} />} title="This person is not here">
        They may have been deleted, or the link belongs to another project.
      </EmptyState>
    </Page>
  )
}
