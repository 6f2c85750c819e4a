import type { Reply } from '@rollcall/sdk'
import { Link } from '@tanstack/react-router'
import { Ago } from '../../parts/ago.tsx'
import classes from './mail.module.css'

type Message = Reply<'catcher.list'>['data'][number]

/** The caught messages, newest first. */
export function MessageList({ messages, active }: { messages: Message[]; active: string | undefined }) {
  return (
    <ul className={classes.list}>
      {messages.map(({ id, to, subject, receivedAt }) => (
        <li key={id}>
          <Link
            to="/mail"
            search={(now) => ({ ...now, message: id })}
            className={classes.message}
            data-active={id === active || undefined}
            activeProps={{}}
            resetScroll={false}
          >
            <span className={classes.to}>{to.join(', ')}</span>
            <span className={classes.when}>
              <Ago time={receivedAt} />
            </span>
            <span className={classes.subject}>{subject || 'No subject'}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
