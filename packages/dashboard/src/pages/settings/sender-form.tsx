import { TextInput } from '@mantine/core'
import { client, type Project } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'
import { useTexts } from './use-texts.ts'

type Given = Record<'fromName' | 'fromEmail' | 'postalAddress', string>

/** Whom mail comes from, and the postal address below it; saving offers the way back. */
export function SenderForm({ project }: { project: Project }) {
  const saved = toGiven(project)
  const { given, setGiven, isSame, field } = useTexts(saved)
  const save = useChange(() => client.project.update(toChange(given)), {
    changes: ['project', 'preview', 'audit'],
    undo: () => ({
      words: 'Saved.',
      run: () => client.project.update(toChange(saved)).then((before) => setGiven(toGiven(before))),
    }),
    ownErrors: true,
  })
  return (
    <fieldset disabled={!useMay()('project:write')} className={classes.fieldset}>
      <EntryForm label="Sender" save={save} words="Save" isDisabled={isSame}>
        <TextInput
          label="Sender's name"
          description="New campaigns start with it."
          maxLength={255}
          {...field('fromName')}
        />
        <TextInput
          label="Sender's address"
          description="New campaigns start with it. Its domain has to allow your mail server to send (SPF, DKIM)."
          type="email"
          {...field('fromEmail')}
        />
        <TextInput
          label="Postal address"
          description="Where post reaches you. The law asks for it in every marketing message (in the USA CAN-SPAM, elsewhere as part of the imprint), so no campaign is launched without it."
          placeholder="Example Ltd, 1 Main Street, 10115 Berlin, Germany"
          maxLength={500}
          className={classes.wide}
          {...field('postalAddress')}
        />
      </EntryForm>
    </fieldset>
  )
}

function toGiven({ fromName, fromEmail, postalAddress }: Project): Given {
  return { fromName: fromName ?? '', fromEmail: fromEmail ?? '', postalAddress: postalAddress ?? '' }
}

function toChange({ fromName, fromEmail, postalAddress }: Given) {
  return {
    fromName: fromName.trim() || null,
    fromEmail: fromEmail.trim() || null,
    postalAddress: postalAddress.trim() || null,
  }
}
