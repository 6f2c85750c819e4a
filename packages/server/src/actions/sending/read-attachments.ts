import type { PointedProblem, RouteInput, sendingSend } from '@rollcall/contract'
import type { Attachment } from '../../email/outgoing-message.ts'

type Given = NonNullable<RouteInput<typeof sendingSend>['body']['attachments']>

const MOST_MB = 10
const MOST_BYTES = MOST_MB * 1024 * 1024

/** The files of a request, or what is wrong with them. */
export function readAttachments(given: Given): { attachments: Attachment[]; problems: PointedProblem[] } {
  const attachments = given.map(({ filename, contentType, content }) => ({
    fileName: filename,
    type: contentType,
    content: Buffer.from(content, 'base64'),
  }))
  const problems = attachments.flatMap(({ content }, place) =>
    isSame(content, given[place].content)
      ? []
      : [{ pointer: `/attachments/${place}/content`, detail: 'must be base64, without line breaks' }],
  )
  const sizeBytes = attachments.reduce((sum, { content }) => sum + content.length, 0)
  if (sizeBytes > MOST_BYTES) {
    const sizeMb = Math.ceil((sizeBytes / MOST_BYTES) * MOST_MB * 10) / 10
    const detail = `are ${sizeMb} MB together, and at most ${MOST_MB} MB may go with a message: link to larger files`
    problems.push({ pointer: '/attachments', detail })
  }
  return { attachments, problems }
}

// Decoding passes over whatever is not base64.
function isSame(content: Buffer, text: string): boolean {
  const bare = (base64: string) => base64.replace(/={1,2}$/, '')
  return bare(content.toString('base64')) === bare(text)
}
