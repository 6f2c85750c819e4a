import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Answer } from '../../parts/answer.tsx'
import { Page } from '../../parts/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { projectQuery } from '../../session.ts'
import { DemoData } from './demo-data.tsx'
import { Keys } from './keys.tsx'
import classes from './project.module.css'
import { ProjectForm } from './project-form.tsx'

export function ProjectPage() {
  const query = useQuery(projectQuery)
  return (
    <Page title="Project" lead="What every page, segment and message of this project shares.">
      <div className={classes.stack}>
        <Panel title="Name, time zone and sender">
          <Answer query={query} waiting={<Skeleton height={260} />}>
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
