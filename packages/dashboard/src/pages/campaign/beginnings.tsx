import { UnstyledButton } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api.ts'
import { Thumbnail } from '../../message/thumbnail.tsx'
import { useGlance } from '../../message/use-glance.ts'
import { Answer } from '../../parts/answer.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { showTrouble } from '../../show-trouble.ts'
import { useStarters } from '../templates/use-starters.ts'
import classes from './begin-with.module.css'
import type { Beginning } from './draft.ts'

type Props = { pick: (beginning: Beginning) => void }

/** The messages that come with Rollcall. */
export function BeginWithStarter({ pick }: Props) {
  const query = useStarters()
  return (
    <Answer query={query} waiting={<Waiting height={240} />}>
      {(starters) => (
        <ul className={classes.grid}>
          {starters.map((starter) => (
            <Choice key={starter.id} {...starter} words={starter.description ?? ''} pick={() => pick(starter)} />
          ))}
        </ul>
      )}
    </Answer>
  )
}

/** The project's own templates. */
export function BeginWithTemplate({ pick }: Props) {
  const query = usePages<Reply<'templates.get'>>(['templates', 'list'], ({ query, options }) =>
    client.templates.list(query, options),
  )
  const none = (
    <p className={classes.none}>
      There are no templates yet. <Link to="/templates">Make one</Link>, or keep this message as one.
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
export function BeginWithCampaign({ pick }: Props) {
  const [q, setQ] = useState('')
  const query = usePages<Reply<'campaigns.list'>['data'][number]>(['campaigns', 'begin', q], ({ query, options }) =>
    client.campaigns.list({ ...query, q: q || undefined }, options),
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
            {campaigns.map(({ id, name, subject }) => (
              <li key={id}>
                <UnstyledButton className={classes.line} disabled={read.isPending} onClick={() => read.mutate(id)}>
                  <strong>{name}</strong>
                  <span>{subject}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        )}
      </PagedAnswer>
    </>
  )
}

type ChoiceProps = { name: string; subject: string | null; html: string; words: string; pick: () => void }

function Choice({ name, subject, html, words, pick }: ChoiceProps) {
  return (
    <li>
      <UnstyledButton className={classes.choice} onClick={pick}>
        <Thumbnail html={useGlance({ subject, html })?.html} />
        <span className={classes.words}>
          <strong>{name}</strong>
          <span>{words}</span>
        </span>
      </UnstyledButton>
    </li>
  )
}
