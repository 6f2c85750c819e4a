import { Button, Group, Text } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import classes from './campaign.module.css'

type Props = { id: string; willBeSent: number | undefined; isReady: boolean }

/** The step that cannot be called back: it names its number, twice. */
export function Launch({ id, willBeSent, isReady }: Props) {
  const [asking, setAsking] = useState(false)
  const launch = useChange(() => client.campaigns.launch(id), { changes: ['campaigns', 'catcher'], ownErrors: true })
  const people = countText(willBeSent ?? 0, 'person', 'people')
  if (!asking) {
    return (
      <Button
        fullWidth
        size="md"
        leftSection={<IconSend size={17} />}
        disabled={!isReady || !willBeSent}
        onClick={() => setAsking(true)}
      >
        {willBeSent === undefined ? 'Send' : `Send to ${people}`}
      </Button>
    )
  }
  return (
    <section className={classes.launch} aria-label="Confirm the sending">
      <Text size="sm">This sends the message to {people} now. It cannot be called back.</Text>
      <Group gap="xs">
        <Button loading={launch.isPending} disabled={!isReady} onClick={() => launch.mutate()}>
          Yes, send to {people}
        </Button>
        <Button variant="default" onClick={() => setAsking(false)} autoFocus>
          Not yet
        </Button>
      </Group>
      {launch.error && <ErrorState error={launch.error} />}
    </section>
  )
}
