import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { Answer } from '../../parts/answer.tsx'
import kept from '../../parts/kept-list.module.css'
import { Waiting } from '../../parts/waiting.tsx'
import { RuleChanges } from '../segment/rule-changes.tsx'
import type { Form } from './form-draft.ts'
import classes from './forms.module.css'
import { wordingChanges } from './wording-changes.ts'

type Wording = Reply<'forms.versions'>['data'][number]

/** Everything that a form has said, newest first: who wrote it, when, and what was different. */
export function Wordings({ form: { id, version } }: { form: Form }) {
  const query = useQuery({
    queryKey: ['forms', 'versions', id],
    queryFn: async ({ signal }) => (await client.forms.versions(id, { signal })).data,
  })
  return (
    <div className={classes.stack}>
      <p className={classes.about}>
        Heading, text, questions and topics are what people agree to. Each wording is kept, so that you can prove to
        which one somebody said yes.
      </p>
      <Answer query={query} waiting={<Waiting rows={3} />}>
        {(wordings) => (
          <ol className={kept.list} aria-label="Wordings">
            {wordings.map((wording, place) => (
              <OneWording
                key={wording.version}
                wording={wording}
                before={wordings[place + 1]}
                isCurrent={wording.version === version}
              />
            ))}
          </ol>
        )}
      </Answer>
    </div>
  )
}

type OneProps = { wording: Wording; before: Wording | undefined; isCurrent: boolean }

function OneWording({ wording, before, isCurrent }: OneProps) {
  const { version, title, text, fields, topics, at, by, byName } = wording
  return (
    <li className={`${kept.one} ${classes.wording}`}>
      <div className={kept.head}>
        <strong>Wording {version}</strong>
        {isCurrent && <span className={kept.current}>people see it now</span>}
        <span className={classes.quiet}>
          <Ago time={at} /> {by && actorText(by, byName)}
        </span>
      </div>
      {before ? <RuleChanges changes={wordingChanges(before, wording)} /> : <p className={classes.quiet}>The first.</p>}
      <details className={classes.whole}>
        <summary>All of it</summary>
        <p className={classes.wordingTitle}>{title}</p>
        <p className={classes.wordingText}>{text}</p>
        <p className={classes.quiet}>
          Asks for the e-mail address
          {fields.map(({ field, label, required }) => `, “${label}” (${field}${required ? ', required' : ''})`)}.
          {topics.length > 0 && ` Offers ${topics.map(({ name }) => name ?? 'a topic that is gone').join(', ')}.`}
        </p>
      </details>
    </li>
  )
}
