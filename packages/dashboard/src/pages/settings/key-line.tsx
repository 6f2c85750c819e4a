import { Button, Code, Select } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { useState } from 'react'
import { client } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { useChange } from '../../use-change.ts'
import { FreshKey } from './fresh-key.tsx'
import { scopesText } from './scope-words.ts'
import classes from './settings.module.css'

type Key = Reply<'keys.list'>['data'][number]

/** A key: what it may do, who made it, when it was used, and the ways to replace and to end it. */
export function KeyLine({ apiKey }: { apiKey: Key }) {
  const { id, name, hint, scopes, createdAt, createdBy, createdByName, lastUsedAt, expiresAt } = apiKey
  const [isRotating, setRotating] = useState(false)
  const revoke = useChange(() => client.keys.revoke(id), { changes: ['keys', 'audit'] })
  const isOver = expiresAt !== null && new Date(expiresAt) <= new Date()
  return (
    <div className={classes.line}>
      <div className={classes.words}>
        <div className={classes.title}>
          {name} <Code>{hint}</Code>
          {isOver && (
            <span className={classes.mark} data-tone="warn">
              Ended
            </span>
          )}
        </div>
        <div className={classes.quiet}>{scopesText(scopes)}</div>
        <div className={classes.quiet}>
          made {actorText(createdBy, createdByName)} <Ago time={createdAt} /> · last used{' '}
          <Ago time={lastUsedAt} none="never" />
          {expiresAt && (
            <>
              {' '}
              · {isOver ? 'ended' : 'ends'} <Ago time={expiresAt} />
            </>
          )}
        </div>
      </div>
      <div className={classes.actions}>
        {!isOver && !isRotating && (
          <Button variant="default" onClick={() => setRotating(true)}>
            Rotate
          </Button>
        )}
        <InlineConfirm
          ask="Revoke"
          question="Whoever uses it is refused at once."
          yes="Revoke the key"
          busy={revoke.isPending}
          run={() => revoke.mutate()}
        />
      </div>
      {isRotating && <Rotate id={id} close={() => setRotating(false)} />}
    </div>
  )
}

const OVERLAPS = [
  { value: '0', label: 'ends at once' },
  { value: '1', label: 'works for another hour' },
  { value: '24', label: 'works for another day' },
  { value: '168', label: 'works for another week' },
]

/** A new key in place of one; both work until the overlap is over. */
function Rotate({ id, close }: { id: string; close: () => void }) {
  const [hours, setHours] = useState('24')
  const rotate = useChange(() => client.keys.rotate(id, { overlapHours: Number(hours) }), {
    changes: ['keys', 'audit'],
  })
  if (rotate.data) {
    return (
      <div style={{ flexBasis: '100%' }}>
        <FreshKey token={rotate.data.token} />
      </div>
    )
  }
  return (
    <div className={classes.actions} style={{ flexBasis: '100%' }}>
      <span>A new key with the same rights; this one</span>
      <Select
        aria-label="What happens to the old key"
        w={200}
        allowDeselect={false}
        data={OVERLAPS}
        value={hours}
        onChange={(value) => value && setHours(value)}
      />
      <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
        Make the new key
      </Button>
      <Button variant="default" onClick={close}>
        Not now
      </Button>
    </div>
  )
}
