import { useQuery } from '@tanstack/react-query'
import { Answer } from '../../parts/answer.tsx'
import { Page } from '../../parts/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { projectQuery } from '../../session.ts'
import { DemoData } from './demo-data.tsx'
import { Keys } from './keys.tsx'
import { ProjectForm } from './project-form.tsx'
import classes from './settings.module.css'

export function SettingsPage() {
  const query = useQuery(projectQuery)
  return (
    <Page title="Settings" lead="What every page, segment and message of this project shares.">
      <div className={classes.stack}>
        <Panel title="Name, time zone and sender">
          <Answer query={query} waiting={<Waiting height={260} />}>
            {(project) => <ProjectForm project={project} />}
          </Answer>
        </Panel>
        <Panel title="API keys">
          <Keys />
        </Panel>
        {query.data?.hasDemo && (
          <Panel title="Demo data">
            <DemoData />
          </Panel>
        )}
      </div>
    </Page>
  )
}
