import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Answer } from '../../parts/answer.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { projectQuery } from '../../session.ts'
import { CampaignDefaultsForm } from './campaign-defaults-form.tsx'
import { LimitsForm } from './limits-form.tsx'
import { SenderForm } from './sender-form.tsx'
import classes from './settings.module.css'
import { SettingsPage } from './settings-page.tsx'
import { TrackingSwitches } from './tracking-switches.tsx'

export function SendingPage() {
  const query = useQuery(projectQuery)
  return (
    <SettingsPage
      section="/settings/sending"
      lead={
        <>
          What holds for everything that you send. Which service it leaves through is under{' '}
          <Link to="/settings/providers" className={classes.link}>
            Providers
          </Link>
          , how it is signed under{' '}
          <Link to="/settings/domains" className={classes.link}>
            Domains
          </Link>
          .
        </>
      }
    >
      <Answer query={query} waiting={<Waiting height={520} />}>
        {(project) => (
          <div className={classes.stack}>
            <Panel title="Sender">
              <SenderForm project={project} />
            </Panel>
            <Panel title="How fast mail leaves">
              <LimitsForm limits={project.sendingLimits} />
            </Panel>
            <Panel title="What new campaigns begin with">
              <CampaignDefaultsForm project={project} />
            </Panel>
            <Panel title="Opens and clicks">
              <TrackingSwitches tracking={project.tracking} />
            </Panel>
          </div>
        )}
      </Answer>
    </SettingsPage>
  )
}
