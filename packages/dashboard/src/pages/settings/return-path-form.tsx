import { TextInput } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'
import { useTexts } from './use-texts.ts'

type Domain = Pick<Reply<'domains.get'>, 'id' | 'domain' | 'returnPath' | 'reportsTo'>

/** Where bounces and reports of a domain go; the records follow it. */
export function ReturnPathForm({ domain: { id, domain, returnPath, reportsTo } }: { domain: Domain }) {
  const saved = { returnPath: returnPath ?? '', reportsTo: reportsTo ?? '' }
  const { given, setGiven, isSame, field } = useTexts(saved)
  const save = useChange(
    () =>
      client.domains.update(id, {
        returnPath: given.returnPath.trim() || null,
        reportsTo: given.reportsTo.trim() || null,
      }),
    {
      changes: ['domains', 'audit'],
      done: (now) => setGiven({ returnPath: now.returnPath ?? '', reportsTo: now.reportsTo ?? '' }),
      undo: () => ({
        words: 'Saved. Look at the records: some are others now.',
        run: () => client.domains.update(id, { returnPath, reportsTo }).then(() => setGiven(saved)),
      }),
      ownErrors: true,
    },
  )
  return (
    <fieldset disabled={!useMay()('project:write')} className={classes.fieldset}>
      <EntryForm label="Bounces and reports" save={save} words="Save" isDisabled={isSame}>
        <TextInput
          label="Return path"
          description="The domain that bounces go to, where your provider uses one of yours. Empty: the domain itself."
          placeholder={`bounce.${domain}`}
          autoComplete="off"
          spellCheck={false}
          maxLength={253}
          {...field('returnPath')}
        />
        <TextInput
          label="Reports about forged mail"
          description="Who gets what mailbox providers report (DMARC). Empty: nobody."
          type="email"
          placeholder={`dmarc@${domain}`}
          autoComplete="off"
          maxLength={254}
          {...field('reportsTo')}
        />
      </EntryForm>
    </fieldset>
  )
}
