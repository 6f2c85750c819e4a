import type { Reply } from '@rollcall/sdk'
import { IconUserOff } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Contact } from '../../api.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { callingOf } from '../../parts/calling-of.ts'
import listed from '../../parts/listed.module.css'
import { Page } from '../../parts/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ThingPage } from '../../parts/thing-page.tsx'
import { useMay } from '../../use-may.ts'
import { AccessExport } from './access-export.tsx'
import { ErasePerson } from './erase-person.tsx'
import { ErasureReceipt } from './erasure-receipt.tsx'
import { usePerson } from './use-person.ts'

const route = getRouteApi('/frame/contacts/$contact/privacy')

/** What a person may ask for by law: everything that is known of them, and to be erased. */
export function PrivacyPage() {
  const { contact: id } = route.useParams()
  // Whoever is erased is not here any more; that they were is still told.
  const [receipt, setReceipt] = useState<Reply<'contacts.erase'>>()
  return receipt ? <ErasureReceipt receipt={receipt} /> : <PersonsPrivacy id={id} done={setReceipt} />
}

type Done = { done: (receipt: Reply<'contacts.erase'>) => void }

function PersonsPrivacy({ id, done }: Done & { id: string }) {
  return (
    <ThingPage
      query={usePerson(id)}
      kind="Privacy"
      back={{ to: '/contacts', label: 'Contacts' }}
      missing={{
        icon: <IconUserOff size={20} />,
        title: 'This person is not here',
        why: 'They may have been erased already, or deleted.',
      }}
    >
      {(contact) => <Privacy contact={contact} done={done} />}
    </ThingPage>
  )
}

function Privacy({ contact, done }: Done & { contact: Contact }) {
  const mayWrite = useMay()('contacts:write')
  return (
    <Page
      title={`Privacy of ${callingOf(contact)}`}
      lead="What the law lets people ask for: to see what you know of them, and to be forgotten."
      above={<BackLink to="/contacts">Contacts</BackLink>}
    >
      <div className={listed.stack}>
        <Panel title="Everything that is known of them">
          <AccessExport contact={contact} />
        </Panel>
        {mayWrite && (
          <Panel title="Erase them for good">
            <ErasePerson contact={contact} done={done} />
          </Panel>
        )}
      </div>
    </Page>
  )
}
