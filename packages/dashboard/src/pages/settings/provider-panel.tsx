import { Button } from '@mantine/core'
import { client } from '../../api.ts'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { useProject } from '../../session.ts'
import { useChange } from '../../use-change.ts'
import { AccountLimitsForm } from './account-limits-form.tsx'
import { EditProvider } from './edit-provider.tsx'
import { OpenPanel } from './open-panel.tsx'
import { ProviderReports } from './provider-reports.tsx'
import type { Provider, ProviderKind } from './providers.ts'
import classes from './settings.module.css'
import { TryProvider } from './try-provider.tsx'

type Props = {
  provider: Provider
  providers: Provider[]
  kinds: ProviderKind[]
  mayWrite: boolean
  close: () => void
}

/** One provider: whether it works, its settings, how fast it is used, where it reports to, whether it is the default, and its end. */
export function ProviderPanel({ provider, providers, kinds, mayWrite, close }: Props) {
  const kind = kinds.find(({ id }) => id === provider.kind)
  // Each form begins anew when what it edits was saved, so that saving one keeps what is typed in another.
  const settings = JSON.stringify([provider.name, provider.settings, provider.secrets])
  return (
    <OpenPanel title={provider.name} close={() => close()}>
      {!kind && <BuiltIn />}
      {mayWrite && kind && <EditProvider key={settings} provider={provider} kind={kind} />}
      {mayWrite && <AccountLimitsForm key={JSON.stringify(provider.sendingLimits)} provider={provider} />}
      {mayWrite && <TryProvider key={`try ${settings}`} provider={provider} />}
      {(provider.channel === 'email' || provider.webhookUrl) && (
        <ProviderReports provider={provider} setUp={kind?.setUp ?? null} />
      )}
      {mayWrite && (
        <Default
          provider={provider}
          before={providers.find((one) => one.isDefault && one.channel === provider.channel)}
        />
      )}
      {mayWrite && kind && !provider.isDefault && <DeleteProvider provider={provider} done={() => close()} />}
    </OpenPanel>
  )
}

function BuiltIn() {
  const isCaught = useProject()?.usesCatcher
  return (
    <div className={classes.quiet}>
      {isCaught
        ? 'It catches all mail, because no mail server is set up. Whoever runs Rollcall sets one with SMTP_URL.'
        : 'It uses the mail server that whoever runs Rollcall has set with SMTP_URL.'}
    </div>
  )
}

function Default({
  provider: { id, name, channel, isDefault },
  before,
}: {
  provider: Provider
  before: Provider | undefined
}) {
  const makeDefault = useChange(() => client.providers.update(id, { isDefault: true }), {
    changes: ['providers', 'audit'],
    undo: () =>
      before && {
        words: `${name} is the default now.`,
        run: () => client.providers.update(before.id, { isDefault: true }),
      },
  })
  const giveUp = useChange(() => client.providers.update(id, { isDefault: false }), {
    changes: ['providers', 'audit'],
    undo: () => ({
      words: `${name} is the default no more.`,
      run: () => client.providers.update(id, { isDefault: true }),
    }),
  })
  if (isDefault && channel !== 'email') {
    return (
      <div className={classes.actions}>
        <Button variant="default" loading={giveUp.isPending} onClick={() => giveUp.mutate()}>
          Stop using it as the default
        </Button>
        <span className={classes.quiet}>
          {CHANNEL_NAMES[channel]} leaves through it unless a campaign names another provider.
        </span>
      </div>
    )
  }
  if (isDefault) {
    return (
      <div className={classes.quiet}>
        This is the default: whatever names no provider leaves through it. To delete it, make another one the default.
      </div>
    )
  }
  return (
    <div className={classes.actions}>
      <Button variant="default" loading={makeDefault.isPending} onClick={() => makeDefault.mutate()}>
        Make it the default
      </Button>
      <span className={classes.quiet}>Then whatever names no provider leaves through it.</span>
    </div>
  )
}

function DeleteProvider({ provider: { id }, done }: { provider: Provider; done: () => void }) {
  const remove = useChange(() => client.providers.delete(id), {
    changes: ['providers', 'audit'],
    done,
    ownErrors: true,
  })
  return (
    <div className={classes.stack}>
      <div>
        <InlineConfirm
          ask="Delete the provider"
          question="Its settings would be gone for good, and its reports no longer be believed."
          yes="Delete the provider"
          busy={remove.isPending}
          run={() => remove.mutate()}
        />
      </div>
      {remove.error && <ErrorState error={remove.error} />}
    </div>
  )
}
