import { Anchor, CloseButton, Tabs } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { MailFrame } from '../../parts/mail-frame.tsx'
import { timeText } from '../../parts/time-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './mail.module.css'

type Message = Reply<'catcher.get'>

/** One caught message, as the person would see it and as it came over the wire. */
export function MessageView({ id, close }: { id: string; close: () => void }) {
  const query = useQuery({
    queryKey: ['catcher', 'one', id],
    queryFn: ({ signal }) => client.catcher.get(id, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Answer query={query} waiting={<Waiting height={420} />}>
      {(message) => (
        <article aria-label={message.subject}>
          <div className={classes.head}>
            <h2 className={classes.title}>{message.subject || 'No subject'}</h2>
            <CloseButton aria-label="Close the message" onClick={close} />
          </div>
          <dl className={classes.lines}>
            <dt>From</dt>
            <dd>{message.from}</dd>
            <dt>To</dt>
            <dd>{message.to.join(', ')}</dd>
            <dt>Caught</dt>
            <dd>
              {timeText(message.receivedAt)} · {/* A plain link, so that the browser downloads it with the session. */}
              <Anchor href={`/v1/catcher/${encodeURIComponent(message.id)}/raw`} size="sm" underline="always" download>
                Raw message
              </Anchor>
            </dd>
          </dl>
          <Body message={message} />
        </article>
      )}
    </Answer>
  )
}

function Body({ message: { html, text, headers, subject } }: { message: Message }) {
  return (
    <Tabs defaultValue={html ? 'html' : 'text'} keepMounted={false}>
      <Tabs.List mb="sm">
        {html && <Tabs.Tab value="html">Message</Tabs.Tab>}
        <Tabs.Tab value="text">Plain text</Tabs.Tab>
        <Tabs.Tab value="headers">Headers</Tabs.Tab>
      </Tabs.List>
      {html && (
        <Tabs.Panel value="html">
          <MailFrame html={html} title={`Message: ${subject}`} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="text">
        <pre className={classes.plain}>{text ?? 'This message has no plain text.'}</pre>
      </Tabs.Panel>
      <Tabs.Panel value="headers">
        <pre className={classes.plain}>{headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}</pre>
      </Tabs.Panel>
    </Tabs>
  )
}
