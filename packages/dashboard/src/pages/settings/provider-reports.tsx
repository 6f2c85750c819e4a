import { Ago } from '../../parts/ago.tsx'
import { CopyLine } from '../../parts/copy-line.tsx'
import { Notice } from '../../parts/notice.tsx'
import type { Provider } from './providers.ts'
import classes from './settings.module.css'

type Props = { provider: Provider; setUp: string | null }

/** Where bounces, complaints and deliveries are reported to, how that is set up, and what was last heard. */
export function ProviderReports({ provider, setUp }: Props) {
  const { channel, webhookUrl, mailUrl, lastReportAt, lastRefusal } = provider
  const isMail = channel === 'email'
  return (
    <section className={classes.part} aria-label="Reports">
      <h3 className={classes.heading}>{isMail ? 'Reports of bounces and complaints' : 'Reports and answers'}</h3>
      <p className={classes.quiet}>
        {isMail
          ? 'So that Rollcall stops writing to mailboxes that do not exist, and to people who report it as spam.'
          : 'So that Rollcall knows what arrived, and stops writing to whoever answers STOP.'}{' '}
        {lastReportAt ? (
          <>
            The last one came <Ago time={lastReportAt} />.
          </>
        ) : (
          'None has come yet.'
        )}
      </p>
      {lastRefusal && (
        <Notice tone="warn">
          A report was not believed <Ago time={lastRefusal.at} />: {lastRefusal.reason}
        </Notice>
      )}
      {!isReachable(mailUrl) && (
        <Notice tone="warn">
          Nobody outside reaches these addresses: they lead to this machine. Whoever runs Rollcall sets
          ROLLCALL_PUBLIC_URL.
        </Notice>
      )}
      {webhookUrl && (
        <div className={classes.part}>
          <strong>Webhook</strong>
          <CopyLine text={webhookUrl} what="the webhook address" />
          {setUp && <p className={classes.quiet}>{setUp}</p>}
        </div>
      )}
      {isMail && <BouncesByMail mailUrl={mailUrl} />}
    </section>
  )
}

function BouncesByMail({ mailUrl }: { mailUrl: string }) {
  return (
    <details className={classes.details}>
      <summary>Bounces that come as mail</summary>
      <div className={classes.part}>
        <p className={classes.quiet}>
          Mail servers that report nothing send bounces to the sender’s address. Have that mailbox pass them on, whole
          messages, to this address. It is a secret.
        </p>
        <CopyLine text={mailUrl} what="the address for mail" />
        <p className={classes.quiet}>With Postfix, in /etc/aliases:</p>
        <CopyLine text={aliasOf(mailUrl)} what="the line for Postfix" />
      </div>
    </details>
  )
}

function aliasOf(mailUrl: string): string {
  return `bounces: "|curl -fsS --data-binary @- -H 'Content-Type: message/rfc822' ${mailUrl}"`
}

function isReachable(url: string): boolean {
  return !/^(localhost|127\.|\[::1\])/.test(new URL(url).hostname)
}
