import { Button, Drawer, Select } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { Answer } from '../../parts/answer.tsx'
import { timeText } from '../../parts/time-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import { CopySecret } from '../settings/copy-secret.tsx'
import classes from './share-drawer.module.css'

type Share = Reply<'campaigns.listShares'>['data'][number]

const LASTING = [
  { value: '7', label: 'For 7 days' },
  { value: '30', label: 'For 30 days' },
  { value: '90', label: 'For 90 days' },
  { value: '', label: 'Until I end it' },
]

/** Links that show the figures of a campaign to whoever holds them: make one, end one. */
export function ShareDrawer({ campaign, close }: { campaign: string; close: () => void }) {
  const [days, setDays] = useState('30')
  const [made, setMade] = useState<{ id: string; link: string }>()
  const query = useQuery({
    queryKey: ['shares', campaign],
    queryFn: ({ signal }) => client.campaigns.listShares(campaign, { signal }),
  })
  const make = useChange(() => client.campaigns.share(campaign, days === '' ? {} : { days: Number(days) }), {
    changes: ['shares'],
    done: setMade,
  })
  const end = useChange((id: string) => client.campaigns.unshare(campaign, id), {
    changes: ['shares'],
    done: (_, id) => setMade((known) => (known?.id === id ? undefined : known)),
  })
  return (
    <Drawer opened onClose={close} position="right" title="Share these results">
      <p className={classes.quiet}>
        Whoever has the link sees the figures of this campaign on a page of their own, without signing in. No names, no
        addresses, nothing else of this project.
      </p>
      <div className={classes.make}>
        <Select
          label="It works"
          data={LASTING}
          allowDeselect={false}
          value={days}
          onChange={(next) => setDays(next ?? '')}
        />
        <Button loading={make.isPending} onClick={() => make.mutate()}>
          Make a link
        </Button>
      </div>
      {made && (
        <CopySecret
          words="This is the only time that the link is shown: copy it now."
          lines={[{ label: 'Copy the link', text: made.link }]}
        />
      )}
      <h3 className={classes.title}>Links that work now</h3>
      <Answer query={query} waiting={<Waiting rows={2} />}>
        {({ data }) =>
          data.length === 0 ? (
            <p className={classes.quiet}>No link works now.</p>
          ) : (
            <ul className={classes.shares}>
              {data.map((share) => (
                <ShareLine key={share.id} share={share} busy={end.isPending} end={() => end.mutate(share.id)} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Drawer>
  )
}

function ShareLine({ share: { createdAt, expiresAt }, busy, end }: { share: Share; busy: boolean; end: () => void }) {
  return (
    <li>
      <span>
        Made <Ago time={createdAt} />
        <span className={classes.until}>{expiresAt ? `until ${timeText(expiresAt)}` : 'until you end it'}</span>
      </span>
      <Button variant="default" size="xs" disabled={busy} onClick={end}>
        End it
      </Button>
    </li>
  )
}
