import type { PointedProblem } from '@rollcall/contract'
import { invalid } from '../../failure.ts'
import type { CampaignBody } from './campaign-body.ts'

const NEEDED_OF_MAIL = ['subject', 'from', 'html'] as const
const ONLY_OF_MAIL = [
  ...(['subject', 'preheader', 'from', 'fromName', 'replyTo', 'html', 'mjml', 'utm', 'test'] as const),
]

/** Refuses a campaign whose content is not what its channel carries. */
export function checkChannel(body: CampaignBody): void {
  const { channel = 'email', variants = [] } = body
  const problems: PointedProblem[] =
    channel === 'email'
      ? NEEDED_OF_MAIL.filter((key) => body[key] === undefined).map((key) => ({
          pointer: `/${key}`,
          detail: key === 'html' ? 'is missing: give html, or mjml' : 'is missing: an e-mail needs it',
        }))
      : ONLY_OF_MAIL.filter((key) => body[key]).map((key) => ({
          pointer: `/${key}`,
          detail: `is of e-mail: on ${channel} a campaign is its text`,
        }))
  if (channel !== 'email' && variants.length > 0)
    problems.push({ pointer: '/variants', detail: 'are of e-mail: nobody sees who opens a text' })
  if (problems.length > 0) throw invalid(problems)
}
