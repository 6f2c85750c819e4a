import type { campaignsCreate, RouteInput } from '@rollcall/contract'
import type { Schedule } from '../../store/campaigns.ts'

/** What a request says of a campaign. */
export type CampaignBody = Omit<RouteInput<typeof campaignsCreate>['body'], 'html'> & {
  html: string | undefined
  /** When it is to go already. */
  schedule?: Schedule | null
}
