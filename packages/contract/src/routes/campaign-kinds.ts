/** What a campaign is: made by people, or a batch or a single message that a program sent through POST /v1/sending. */
export const CAMPAIGN_KINDS = ['campaign', 'batch', 'single'] as const
