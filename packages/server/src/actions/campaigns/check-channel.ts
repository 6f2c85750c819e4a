import type { PointedProblem, TextChannel } from '@rollcall/contract'
import { invalid } from '../../failure.ts'
import type { CampaignBody } from './campaign-body.ts'

const NEEDED_OF_MAIL = ['subject', 'from', 'html'] as const
const ONLY_OF_MAIL = [...(['subject', 'preheader', 'from', 'fromName', 'replyTo', 'html', 'mjml', 'utm'] as const)]

/** Refuses a campaign whose content is not what its channel carries. */
export function checkChannel(body: CampaignBody): void {
  const { channel = 'email' } = body
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
  if (channel !== 'email') problems.push(...findVersionProblems(channel, body))
  if (problems.length > 0) throw invalid(problems)
}

const PARTS_OF_MAIL = ['subject', 'preheader', 'fromName', 'html'] as const

/** Versions of a text are texts, and what they are judged by is something that is seen of texts. */
function findVersionProblems(channel: TextChannel, { variants = [], test }: CampaignBody): PointedProblem[] {
  const by = test?.decide?.by
  return [
    ...variants.flatMap((variant, place) =>
      PARTS_OF_MAIL.filter((key) => variant[key]).map((key) => ({
        pointer: `/variants/${place}/${key}`,
        detail: `is of e-mail: on ${channel} a version is its text`,
      })),
    ),
    ...(by === 'opens' || by === 'clicks'
      ? [
          {
            pointer: '/test/decide/by',
            detail: `cannot be ${by}, which nobody sees of a text: give conversions, or hand`,
          },
        ]
      : []),
  ]
}
