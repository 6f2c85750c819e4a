import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Project } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { projectQuery } from '../../session.ts'
import { toBrandDraft } from './brand-draft.ts'
import { BrandForm } from './brand-form.tsx'
import classes from './preferences.module.css'
import { PreferencesPreview } from './preferences-preview.tsx'
import { SettingsPage } from './settings-page.tsx'
import { TopicsOfPage } from './topics-of-page.tsx'

const route = getRouteApi('/frame/settings/preferences')

/** How the pages look that people see, and what stands on the one where they choose what they get. */
export function PreferencesPage() {
  const query = useQuery(projectQuery)
  return (
    <SettingsPage
      section="/settings/preferences"
      wide
      lead="The page where people choose what they get. Logo, colour and address are those of forms and confirmations, too."
    >
      <Answer query={query} waiting={<Waiting height={420} />}>
        {(project) => <PreferenceCentre project={project} />}
      </Answer>
    </SettingsPage>
  )
}

function PreferenceCentre({ project }: { project: Project }) {
  const [draft, setDraft] = useState(() => toBrandDraft(project))
  const { language = 'en', ...view } = route.useSearch()
  const navigate = route.useNavigate()
  const show = (change: object) =>
    void navigate({ search: (known) => ({ ...known, ...change }), replace: true, resetScroll: false })
  return (
    <div className={classes.centre}>
      <div className={classes.stack}>
        <BrandForm
          project={project}
          draft={draft}
          setDraft={setDraft}
          language={language}
          onLanguage={(next) => show({ language: next === 'en' ? undefined : next })}
        />
        <Panel title="Topics">
          <TopicsOfPage />
        </Panel>
      </div>
      <div className={classes.beside}>
        <Panel title="As people see it">
          <PreferencesPreview draft={draft} language={language} view={view} onView={show} />
        </Panel>
      </div>
    </div>
  )
}
