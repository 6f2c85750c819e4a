import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { Invitations } from './invitations.tsx'
import { PersonLine } from './person-line.tsx'
import { SettingsPage } from './settings-page.tsx'
import { useMay } from '../../use-may.ts'

export function PeoplePage() {
  const query = useQuery({ queryKey: ['people'], queryFn: ({ signal }) => client.people.list({ signal }) })
  const mayInvite = useMay()('project:write')
  return (
    <SettingsPage
      section="/settings/people"
      lead="Who works in this project, and what they may do. Nobody can give a role that may do more than their own."
    >
      <Panel title="People">
        <Answer query={query} waiting={<Waiting rows={3} />}>
          {({ data }) => data.map((person) => <PersonLine key={person.id} person={person} mayChange={mayInvite} />)}
        </Answer>
      </Panel>
      {mayInvite && (
        <Panel title="Invitations">
          <Invitations />
        </Panel>
      )}
    </SettingsPage>
  )
}
