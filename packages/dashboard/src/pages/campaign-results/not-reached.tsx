import { Button } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type Campaign, type CampaignResults, client, queryClient } from '../../api.ts'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { type Left, leftBehind } from './left-behind.ts'
import classes from './send-again.module.css'

/** A new draft for those whom a campaign that is over did not reach, or perhaps not. */
export function NotReached({ campaign, results }: { campaign: Campaign; results: CampaignResults }) {
  const navigate = useNavigate()
  const may = useMay()
  const again = useChange((to: Left['to']) => client.campaigns.resend(campaign.id, { to }), {
    changes: ['campaigns', 'segments'],
    done: (draft) => {
      queryClient.setQueryData(['campaigns', 'one', draft.id], draft)
      void navigate({ to: '/campaigns/$campaign', params: { campaign: draft.id } })
    },
  })
  const groups = campaign.finishedAt === null ? [] : leftBehind(results)
  if (groups.length === 0) return null
  return (
    <div className={classes.whole}>
      <Panel title="Not reached">
        {groups.map(({ to, people, words }) => (
          <div key={to} className={classes.left}>
            <p>{words}</p>
            {may('campaigns:write') && (
              <Button
                variant="default"
                leftSection={<IconRepeat size={16} />}
                loading={again.isPending && again.variables === to}
                onClick={() => again.mutate(to)}
              >
                Send again to {people === 1 ? 'this one' : `these ${numberText(people)}`}
              </Button>
            )}
          </div>
        ))}
        <p className={classes.note}>
          This makes a draft and a segment of exactly these people; nothing is sent before you say so there.
        </p>
      </Panel>
    </div>
  )
}
