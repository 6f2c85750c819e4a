import type { Reply } from '@rollcall/sdk'
import { Link, type LinkProps } from '@tanstack/react-router'
import { Panel } from '../../parts/panel.tsx'
import classes from './contact.module.css'

type Mention = Reply<'contacts.erase'>['mentions'][number]

/** What people wrote that still names somebody who was erased. */
export function Mentions({ mentions }: { mentions: Mention[] }) {
  return (
    <Panel title="Still to be changed by you">
      <p className={classes.quiet}>
        These name the person in their own text; only who wrote them knows what to say instead.
      </p>
      <ul>
        {mentions.map((mention) => (
          <li key={mention.id}>
            {mention.kind} <Link {...linkTo(mention)}>{mention.name}</Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function linkTo({ kind, id }: Mention): LinkProps {
  switch (kind) {
    case 'segment':
      return { to: '/segments/$segment', params: { segment: id } }
    case 'campaign':
      return { to: '/campaigns/$campaign', params: { campaign: id } }
    case 'template':
      return { to: '/templates/$template', params: { template: id } }
    case 'view':
      return { to: '/contacts', search: { view: id } }
  }
}
