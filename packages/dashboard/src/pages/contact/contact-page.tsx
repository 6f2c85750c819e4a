import { ActionIcon, Button } from '@mantine/core'
import { IconArrowMerge, IconChevronDown, IconChevronUp, IconShieldLock } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { Contact } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { callingOf } from '../../parts/calling-of.ts'
import { Page } from '../../parts/page.tsx'
import { ThingPage } from '../../parts/thing-page.tsx'
import { useRecent } from '../../recent.ts'
import { useMay } from '../../use-may.ts'
import { neighboursOf } from '../contacts/trail.ts'
import { DeleteContact } from './delete-contact.tsx'
import { missingPerson } from './missing-person.tsx'
import { nameOf } from './name-of.ts'
import { PersonPanels } from './person-panels.tsx'
import type { PersonSearch } from './search.ts'
import { usePerson } from './use-person.ts'

const route = getRouteApi('/frame/contacts/$contact')

export function ContactPage() {
  const { contact: id } = route.useParams()
  const query = usePerson(id)
  return (
    <ThingPage
      query={query}
      kind="Contact"
      back={{ to: '/contacts', label: 'Contacts' }}
      missing={missingPerson(id, query.error)}
    >
      {(contact) => <PersonPage contact={contact} />}
    </ThingPage>
  )
}

function PersonPage({ contact }: { contact: Contact }) {
  useRecent({ kind: 'contact', id: contact.id, label: callingOf(contact) })
  const { title, lead } = nameOf(contact)
  const mayWrite = useMay()('contacts:write')
  const search = route.useSearch()
  const navigate = useNavigate()
  const show = (next: PersonSearch) =>
    void navigate({
      to: '/contacts/$contact',
      params: { contact: contact.id },
      search: next,
      replace: true,
      resetScroll: false,
    })
  return (
    <Page
      title={title}
      lead={lead}
      above={<BackLink to="/contacts">Contacts</BackLink>}
      actions={
        <>
          <Neighbours id={contact.id} />
          {mayWrite && (
            <Button
              variant="default"
              leftSection={<IconArrowMerge size={15} aria-hidden />}
              renderRoot={(props) => <Link {...props} to="/contacts/$contact/merge" params={{ contact: contact.id }} />}
            >
              Merge with…
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconShieldLock size={15} aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/contacts/$contact/privacy" params={{ contact: contact.id }} />}
          >
            Privacy
          </Button>
          {mayWrite && <DeleteContact contact={contact} />}
        </>
      }
    >
      <PersonPanels key={contact.id} contact={contact} search={search} onSearch={show} />
    </Page>
  )
}

/** The ways to who comes before and after in the list that one came from; nothing when one came from none. */
function Neighbours({ id }: { id: string }) {
  const { before, after } = neighboursOf(id)
  const navigate = useNavigate()
  const go = (contact: string | undefined) => {
    // In the place of this one, so that going back leads to the list.
    if (contact) void navigate({ to: '/contacts/$contact', params: { contact }, replace: true })
  }
  useCommands([
    { id: 'next', label: 'Next person', group: 'On this page', keys: 'j', run: () => go(after) },
    { id: 'before', label: 'Person before', group: 'On this page', keys: 'k', run: () => go(before) },
  ])
  if (!before && !after) return null
  return (
    <>
      <ActionIcon variant="default" size={36} aria-label="Person before" disabled={!before} onClick={() => go(before)}>
        <IconChevronUp size={17} />
      </ActionIcon>
      <ActionIcon variant="default" size={36} aria-label="Next person" disabled={!after} onClick={() => go(after)}>
        <IconChevronDown size={17} />
      </ActionIcon>
    </>
  )
}
