import type { Answer } from './dns.ts'
import { type Verdict, verdict } from './verdict.ts'

/** Whether somebody who can change the domain's DNS wanted it here. */
export function judgeOwnership(answer: Answer, value: string): Verdict {
  if (answer.is === 'unanswered') return verdict('unknown', `${answer.reason}; it will be asked again.`)
  if (answer.is === 'none') return verdict('missing', 'It is not there, and is not needed when the DKIM key is.')
  if (answer.texts.some((text) => text.trim() === value))
    return verdict('ok', 'The domain is shown to be yours.', answer.texts)
  return verdict('wrong', 'Something else stands at this name.', answer.texts)
}
