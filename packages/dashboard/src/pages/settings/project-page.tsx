import { useQuery } from '@tanstack/react-query'
import { Answer } from '../../parts/answer.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { projectQuery } from '../../session.ts'
import { useMay } from '../../use-may.ts'
import { DemoData } from './demo-data.tsx'
import { ProjectForm } from './project-form.tsx'
import { SettingsPage } from './settings-page.tsx'

export function ProjectPage() {
  const query = useQuery(projectQuery)
  const maySetUp = useMay()('project:write')
  return (
    <SettingsPage section="/settings/project" lead="What every page, segment and message of this project shares.">
      <Panel title="Name and time zone">
        <Answer query={query} waiting={<Waiting height={200} />}>
          {(project) => <ProjectForm project={project} />}
        </Answer>
      </Panel>
      {maySetUp && query.data && <DemoData project={query.data} />}
    </SettingsPage>
  )
}
