import { UnstyledButton } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api.ts'
import { MailThumbnail } from '../../message/mail-thumbnail.tsx'
import { TextThumbnail } from '../../message/text-thumbnail.tsx'
import { Answer } from '../../parts/answer.tsx'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { showTrouble } from '../../show-trouble.ts'
import { useStarters } from '../templates/use-starters.ts'
import classes from './begin-with.module.css'
import type { Beginning } from './draft.ts'

type Props = { pick: (beginning: Beginning) => void }
type OfKind = Props & { isMail: boolean }

/** The messages that come with Rollcall. */
export function BeginWithStarter({ pick }: Props) {
  const query = useStarters()
  return (
    <Answer query={query} waiting={<Waiting height={240} />}>
      {(starters) => (
        <ul className={classes.grid}>
          {starters.map((starter) => (
            <Choice
              key={starter.id}
              {...starter}
              text={undefined}
              words={starter.description ?? ''}
              pick={() => pick(starter)}
            />
          ))}
        </ul>
      )}
    </Answer>
  )
}

/** The project's own templates. */
export function BeginWithTemplate({ isMail, pick }: OfKind) {
  const kind = isMail ? 'email' : 'text'
  const query = usePages<Reply<'templates.get'>>(['templates', 'list', kind], ({ query, options }) =>
    client.templates.list({ ...query, kind }, options),
  )
  const none = (
    <p className={classes.none}>
      There are no templates {isMail ? '' : 'for texts '}yet. <Link to="/templates">Make one</Link>, or keep this
      message as one.
    </p>
  )
  return (
    <PagedAnswer query={query} none={none}>
      {(templates) => (
        <ul className={classes.grid}>
          {templates.map((one) => (
            <Choice
              key={one.id}
              {...one}
              text={isMail ? undefined : (one.text ?? '')}
              words={one.description ?? one.subject ?? ''}
              pick={() => pick({ ...one, template: one.id })}
            />
          ))}
        </ul>
      )}
    </PagedAnswer>
  )
}

/** What was written before. */
export function BeginWithCampaign({ isMail, pick }: OfKind) {
  const [q, setQ] = useState('')
  const query = usePages<Reply<'campaigns.list'>['data'][number]>(
    ['campaigns', 'begin', isMail, q],
    ({ query, options }) =>
      client.campaigns.list({ ...query, q: q || undefined, carries: isMail ? 'email' : 'text' }, options),
  )
  const read = useMutation({
    mutationFn: (id: string) => client.campaigns.get(id),
    onSuccess: pick,
    onError: showTrouble,
  })
  return (
    <>
      <SearchBox label="Search campaigns" value={q} onChange={setQ} />
      <PagedAnswer query={query} none={<p className={classes.none}>There is no such campaign.</p>}>
        {(campaigns) => (
          <ul className={classes.list}>
            {campaigns.map(({ id, name, channel, subject }) => (
              <li key={id}>
                <UnstyledButton className={classes.line} disabled={read.isPending} onClick={() => read.mutate(id)}>
                  <strong>{name}</strong>
                  <span>{isMail ? subject : CHANNEL_NAMES[channel]}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        )}
      </PagedAnswer>
    </>
  )
}

type ChoiceProps = {
  name: string
  subject: string | null
  html: string
  /** Of a text: what it says. */
  text?: string | undefined
  words: string
  pick: () => void
}

function Choice({ name, subject, html, text, words, pick }: ChoiceProps) {
  return (
    <li>
      <UnstyledButton className={classes.choice} onClick={pick}>
        {text === undefined ? <MailThumbnail subject={subject} html={html} /> : <TextThumbnail text={text} />}
        <span className={classes.words}>
          <strong>{name}</strong>
          <span>{words}</span>
        </span>
      </UnstyledButton>
    </li>
  )
}
