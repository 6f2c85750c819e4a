import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { KeyLine } from './key-line.tsx'
import { NewKey } from './new-key.tsx'
import classes from './settings.module.css'
import { SettingsPage } from './settings-page.tsx'

export function KeysPage() {
  const query = useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => client.keys.list({ signal }) })
  return (
    <SettingsPage
      section="/settings/keys"
      lead="Programs that use the API sign in with a key. Give each its own, with no more than it needs."
    >
      <Panel title="New key">
        <NewKey />
      </Panel>
      <Panel title="Keys">
        <Answer query={query} waiting={<Waiting rows={2} />}>
          {({ data }) =>
            data.length === 0 ? (
              <div className={classes.quiet}>There are no keys. Nothing but this dashboard uses the API.</div>
            ) : (
              data.map((key) => <KeyLine key={key.id} apiKey={key} />)
            )
          }
        </Answer>
      </Panel>
    </SettingsPage>
  )
}
