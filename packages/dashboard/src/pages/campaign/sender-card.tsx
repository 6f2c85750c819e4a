import { TextInput } from '@mantine/core'
import { Panel } from '../../parts/panel.tsx'
import classes from './composer.module.css'
import type { Draft } from './draft.ts'
import { ProviderSelect } from './provider-select.tsx'
import { Readiness } from './readiness.tsx'

type Props = { draft: Draft; lacks: string[]; set: (change: Partial<Draft>) => void }

/** Whom it comes from. */
export function SenderCard({ draft, lacks, set }: Props) {
  const field = (key: 'fromName' | 'from' | 'replyTo') => ({
    value: draft[key],
    onChange: (event: { currentTarget: { value: string } }) => set({ [key]: event.currentTarget.value }),
  })
  const provider = (
    <ProviderSelect channel={draft.channel} value={draft.provider} onChange={(next) => set({ provider: next })} />
  )
  if (draft.channel !== 'email') {
    return (
      <Panel title="What it leaves through">
        <div className={classes.pair}>{provider}</div>
      </Panel>
    )
  }
  return (
    <Panel title="Whom it comes from" aside={<Readiness lacks={lacks} />}>
      <div className={classes.pair}>
        <TextInput label="Sender's name" maxLength={255} {...field('fromName')} />
        <TextInput label="Sender's address" type="email" required {...field('from')} />
        <TextInput label="Answers go to" type="email" placeholder={draft.from || undefined} {...field('replyTo')} />
        {provider}
      </div>
    </Panel>
  )
}
