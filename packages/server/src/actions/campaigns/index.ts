import type { Action } from '../../action.ts'
import { archiveCampaignAction } from './archive-campaign.ts'
import { checkCampaignAction, checkUnsavedAction } from './check-campaign.ts'
import { chooseWinnerAction } from './choose-winner.ts'
import { countAudienceAction, previewAudienceAction } from './count-audience.ts'
import { createCampaignAction } from './create-campaign.ts'
import { deleteCampaignAction } from './delete-campaign.ts'
import { duplicateCampaignAction } from './duplicate-campaign.ts'
import { getCampaignAction } from './get-campaign.ts'
import { launchCampaignAction } from './launch-campaign.ts'
import { listCampaignsAction } from './list-campaigns.ts'
import { previewCampaignAction, previewUnsavedAction } from './preview-campaign.ts'
import { resendCampaignAction } from './resend-campaign.ts'
import { scheduleCampaignAction } from './schedule-campaign.ts'
import { cancelCampaignAction, pauseCampaignAction, resumeCampaignAction } from './stop-campaign.ts'
import { testCampaignAction } from './test-campaign.ts'
import { updateCampaignAction } from './update-campaign.ts'

export const campaignActions: Action[] = [
  listCampaignsAction,
  createCampaignAction,
  previewAudienceAction,
  getCampaignAction,
  updateCampaignAction,
  deleteCampaignAction,
  countAudienceAction,
  previewUnsavedAction,
  previewCampaignAction,
  checkUnsavedAction,
  checkCampaignAction,
  testCampaignAction,
  launchCampaignAction,
  scheduleCampaignAction,
  pauseCampaignAction,
  resumeCampaignAction,
  cancelCampaignAction,
  archiveCampaignAction,
  duplicateCampaignAction,
  resendCampaignAction,
  chooseWinnerAction,
]
