import { type LiquidTemplate, parseLiquid } from './liquid.ts'
import { naming } from './personalise.ts'
import { type Recipient, type Surroundings, toVariables } from './variables.ts'

/** What a text says besides the person. Its way out is an answer: the link that unsubscribes from mail is not one. */
export type TextSurroundings = Omit<Surroundings, 'unsubscribeUrl'>

/** The text of a campaign that is no mail, ready for any number of people. Throws a CampaignTextError. */
export function parseText(text: string): LiquidTemplate {
  return naming('text', () => parseLiquid(text, 'plain'))
}

/** The text as one person gets it, with what a program gave besides; nothing is added. Throws a CampaignTextError. */
export function personalText(
  template: LiquidTemplate,
  { recipient, variables: given, ...around }: TextSurroundings & { recipient: Recipient | null; variables?: object },
): string {
  const variables = { ...given, ...toVariables(recipient, { ...around, unsubscribeUrl: '' }) }
  return naming('text', () => template.render(variables)).trim()
}
