import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { Contact } from '../../api.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { callingOf } from '../../parts/calling-of.ts'
import { Page } from '../../parts/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { PersonPicker } from '../../parts/person-picker.tsx'
import { ThingPage } from '../../parts/thing-page.tsx'
import classes from './contact.module.css'
import { Duplicates } from './duplicates.tsx'
import { MergePreview } from './merge-preview.tsx'
import { missingPerson } from './missing-person.tsx'
import { usePerson } from './use-person.ts'

const route = getRouteApi('/frame/contacts/$contact/merge')

export function MergePage() {
  const { contact: id } = route.useParams()
  const query = usePerson(id)
  return (
    <ThingPage
      query={query}
      kind="Merge"
      back={{ to: '/contacts', label: 'Contacts' }}
      missing={missingPerson(id, query.error)}
    >
      {(contact) => <Merging contact={contact} />}
    </ThingPage>
  )
}

function Merging({ contact }: { contact: Contact }) {
  const { with: other } = route.useSearch()
  const navigate = useNavigate()
  const pick = (id: string | undefined) =>
    void navigate({
      to: '/contacts/$contact/merge',
      params: { contact: contact.id },
      search: { with: id },
      replace: true,
    })
  return (
    <Page
      title={`Merge ${callingOf(contact)}`}
      lead="Two entries that are one person become one: nothing of what happened is lost, and nobody gets a message twice."
      above={<BackLink to="/contacts">Contacts</BackLink>}
    >
      <div className={classes.stack}>
        <Panel title="With whom">
          <PersonPicker hideLabel label="The person" contact={other} onPick={pick} />
          {!other && <Duplicates contact={contact} pick={pick} />}
          {other === contact.id && <p className={classes.quiet}>Choose somebody else: this is the same entry.</p>}
        </Panel>
        {other && other !== contact.id && <MergePreview key={other} contact={contact} other={other} />}
      </div>
    </Page>
  )
}
