import { useState } from 'react'
import { client, type Project } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { useChange } from '../../use-change.ts'
import { CapFields } from '../campaign/cap-fields.tsx'
import { HoursFields } from '../campaign/hours-fields.tsx'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'

type Defaults = Project['campaignDefaults']

/** The hours and the limit that every new campaign begins with; each campaign may change them. */
export function CampaignDefaultsForm({ project: { campaignDefaults, timezone } }: { project: Project }) {
  const [given, setGiven] = useState(campaignDefaults)
  const put = async (defaults: Defaults) =>
    setGiven((await client.project.update({ campaignDefaults: defaults })).campaignDefaults)
  const save = useChange(() => put(given), {
    changes: ['project', 'audit'],
    undo: () => ({ words: 'Saved. New campaigns begin with it.', run: () => put(campaignDefaults) }),
    ownErrors: true,
  })
  const isSame = JSON.stringify(given) === JSON.stringify(campaignDefaults)
  return (
    <fieldset disabled={!useMay()('project:write')} className={classes.fieldset}>
      <EntryForm label="New campaigns" save={save} words="Save for new campaigns" isDisabled={isSame}>
        <div className={`${classes.wide} ${classes.stack}`}>
          <p className={classes.quiet}>
            Each campaign can still decide otherwise. What is a draft already stays as it is.
          </p>
          <HoursFields
            hours={given.window ?? undefined}
            projectZone={timezone}
            onChange={(window) => setGiven({ ...given, window: window ?? null })}
          />
          <CapFields
            cap={given.frequencyCap ?? undefined}
            onChange={(cap) => setGiven({ ...given, frequencyCap: cap ?? null })}
          />
        </div>
      </EntryForm>
    </fieldset>
  )
}
