import { IconAlertTriangle } from '@tabler/icons-react'
import { Ago } from '../../parts/ago.tsx'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import type { Provider, ProviderKind } from './providers.ts'
import classes from './settings.module.css'

type Props = { provider: Provider; kinds: ProviderKind[]; open: (id: string) => void }

/** A provider in the list: what it is, whether it is the default, and what was last heard from it. */
export function ProviderLine({ provider, kinds, open }: Props) {
  const { id, name, channel, isDefault, lastReportAt, lastRefusal, webhookUrl } = provider
  const kind = kinds.find((one) => one.id === provider.kind)
  return (
    <div className={classes.line}>
      <div className={classes.words}>
        <button type="button" className={classes.name} onClick={() => open(id)}>
          {name}
        </button>
        {isDefault && <span className={classes.mark}>Default</span>}
        <div className={classes.quiet}>
          {kind?.name ?? 'Comes with Rollcall'}
          {channel !== 'email' && ` · ${CHANNEL_NAMES[channel]}`}
          {lastReportAt && (
            <>
              {' · last report '}
              <Ago time={lastReportAt} />
            </>
          )}
          {!lastReportAt && webhookUrl && ' · has not reported yet'}
        </div>
        {lastRefusal && (
          <div className={classes.refusal}>
            <IconAlertTriangle size={14} aria-hidden />
            <span>
              A report was not believed <Ago time={lastRefusal.at} />: {lastRefusal.reason}
            </span>
          </div>
        )}
      </div>
    </div>
  )
}
