import classes from './message-preview.module.css'

type Props = { from: string; subject: string; line: string }

/** The message in a list of messages: on a wide screen, and on a phone. */
export function InboxLines({ from, subject, line }: Props) {
  const words = subject.trim() || '(no subject)'
  // Beside the subject stands the preview line; most programs leave out what they already show.
  return (
    <section className={classes.inboxes} aria-label="In the mailbox">
      <p className={classes.inbox}>
        <strong>{from || 'Sender'}</strong>
        <span className={classes.inboxWords}>
          <b>{words}</b>
          <span> — {line}</span>
        </span>
      </p>
      <p className={classes.inboxPhone}>
        <strong>{from || 'Sender'}</strong>
        <b>{words}</b>
        <span>{line}</span>
      </p>
    </section>
  )
}
