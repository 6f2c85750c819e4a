import { Button, TextInput } from '@mantine/core'
import { sleptThrough } from '@rollcall/filters'
import { IconRepeat } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Campaign, type CampaignResults, client, queryClient } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import classes from './send-again.module.css'

/** A new draft for those who have not opened this campaign, as far as anybody can know. */
export function SendAgain({ campaign, results }: { campaign: Campaign; results: CampaignResults }) {
  const { id, status, tracking } = campaign
  const mayWrite = useMay()('campaigns:write')
  const [subject, setSubject] = useState('')
  const navigate = useNavigate()
  const audience = { include: { filters: sleptThrough(id) } }
  const isOver = status === 'sent' || status === 'cancelled'
  const people = useQuery({
    queryKey: ['preview', 'audience', audience],
    queryFn: ({ signal }) => client.campaigns.previewAudience({ audience }, { signal }),
    enabled: mayWrite && isOver && results.sent > 0,
  })
  const again = useChange(() => client.campaigns.resend(id, subject.trim() ? { subject: subject.trim() } : {}), {
    changes: ['campaigns'],
    done: (draft) => {
      queryClient.setQueryData(['campaigns', 'one', draft.id], draft)
      void navigate({ to: '/campaigns/$campaign', params: { campaign: draft.id } })
    },
  })
  if (!mayWrite || !isOver || results.sent === 0 || !people.data) return null
  const { willBeSent } = people.data
  return (
    <Panel title="Send again">
      <p className={classes.standing}>
        <strong>{countText(willBeSent, 'person', 'people')}</strong> who can be reached{' '}
        {willBeSent === 1 ? 'has' : 'have'} neither opened it nor clicked in it themselves. {honesty(results, tracking)}
      </p>
      <div className={classes.again}>
        <TextInput
          label="Another subject"
          description="The same one was not opened before."
          placeholder={campaign.subject}
          maxLength={998}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<IconRepeat size={16} />}
          disabled={willBeSent === 0}
          loading={again.isPending}
          onClick={() => again.mutate()}
        >
          Send again to {countText(willBeSent, 'person', 'people')} who {willBeSent === 1 ? 'has' : 'have'} not opened
        </Button>
      </div>
      <p className={classes.note}>This makes a draft; nothing is sent before you say so there.</p>
    </Panel>
  )
}

/** What an open that was not seen can mean. */
function honesty({ opened }: CampaignResults, { opens }: Campaign['tracking']): string {
  if (!opens) return 'Opens of this campaign were not noticed: many of them may have read it.'
  const unseen = 'Whoever reads with pictures off, or is not tracked, counts as not having opened it.'
  if (opened.machine.people === 0) return unseen
  return `${unseen} Opens by programs, such as Apple Mail’s privacy protection (${countText(opened.machine.people, 'person', 'people')} here), are not taken for reading, so some of them did read it.`
}
