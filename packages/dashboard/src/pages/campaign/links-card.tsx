import { Switch, TextInput } from '@mantine/core'
import { Panel } from '../../parts/panel.tsx'
import { TagNames } from '../../parts/tag-names.tsx'
import { useProject } from '../../session.ts'
import classes from './composer.module.css'
import { type Draft, firstUtm, UTM_PARTS, type UtmDraft } from './draft.ts'
import { Readiness } from './readiness.tsx'

type Props = { draft: Draft; lacks: string[]; set: (change: Partial<Draft>) => void }

/** What its links tell, what is noticed of it, and the tags of whoever is sent it. */
export function LinksCard({ draft, lacks, set }: Props) {
  const isMail = draft.channel === 'email'
  return (
    <Panel title={isMail ? 'Links and tags' : 'Tags'} aside={<Readiness lacks={lacks} />}>
      <div className={classes.fields}>
        <TagNames
          label="Tag whoever is sent it"
          description="With tags that are there, or new ones."
          value={draft.tagRecipients}
          onChange={(tagRecipients) => set({ tagRecipients })}
        />
        {isMail && (
          <>
            <Utm draft={draft} set={set} />
            <TrackingSwitches tracking={draft.tracking} set={set} />
          </>
        )}
      </div>
    </Panel>
  )
}

const UTM_WORDS: Record<keyof UtmDraft, { label: string; placeholder: string }> = {
  source: { label: 'Source', placeholder: 'newsletter' },
  medium: { label: 'Medium', placeholder: 'email' },
  campaign: { label: 'Campaign', placeholder: 'winter-news' },
  term: { label: 'Term', placeholder: 'May stay empty' },
  content: { label: 'Content', placeholder: 'May stay empty' },
}

function Utm({ draft: { name, utm }, set }: Omit<Props, 'lacks'>) {
  return (
    <>
      <Switch
        label="Tell web statistics where visitors come from"
        description="By UTM parameters on each link that does not have them."
        checked={utm !== null}
        onChange={({ currentTarget }) => set({ utm: currentTarget.checked ? firstUtm(name) : null })}
      />
      {utm && (
        <div className={classes.inner}>
          <div className={classes.pair}>
            {UTM_PARTS.map((part) => (
              <TextInput
                key={part}
                {...UTM_WORDS[part]}
                aria-label={`UTM ${part}`}
                maxLength={200}
                value={utm[part]}
                onChange={({ currentTarget }) => set({ utm: { ...utm, [part]: currentTarget.value } })}
              />
            ))}
          </div>
        </div>
      )}
    </>
  )
}

type Tracking = Pick<Draft, 'tracking'> & Pick<Props, 'set'>

function TrackingSwitches({ tracking, set }: Tracking) {
  const project = useProject()?.tracking
  const one = (key: keyof Draft['tracking'], words: string) => {
    const isOff = project?.[key] === false
    return {
      description: isOff ? 'Switched off for the whole project, in its settings.' : words,
      disabled: isOff,
      checked: tracking[key] && !isOff,
      onChange: (event: { currentTarget: { checked: boolean } }) =>
        set({ tracking: { ...tracking, [key]: event.currentTarget.checked } }),
    }
  }
  return (
    <>
      <Switch label="Notice who opens it" {...one('opens', 'By a picture that cannot be seen.')} />
      <Switch label="Notice who clicks a link" {...one('clicks', 'Its links lead through Rollcall.')} />
    </>
  )
}
