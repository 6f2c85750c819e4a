import type { Campaign, CampaignResults } from '../../api.ts'
import { Engagement } from './engagement.tsx'
import { Funnel } from './funnel.tsx'
import classes from './overview.module.css'
import { Rates } from './rates.tsx'
import { SendAgain } from './send-again.tsx'
import { Timeline } from './timeline.tsx'

type Props = { campaign: Campaign; results: CampaignResults }

/** From everybody in the audience to those who acted on it, and when. */
export function Overview({ campaign, results }: Props) {
  // Nobody sees who reads a text, and its links are its own.
  const isMail = campaign.channel === 'email'
  return (
    <div className={classes.overview}>
      <Funnel campaign={campaign} results={results} />
      <div className={classes.side}>
        <Rates results={results} channel={campaign.channel} />
        {isMail && <Engagement campaign={campaign} results={results} />}
      </div>
      {isMail && (
        <div className={classes.wide}>
          <Timeline campaign={campaign} />
          <SendAgain campaign={campaign} results={results} />
        </div>
      )}
    </div>
  )
}
