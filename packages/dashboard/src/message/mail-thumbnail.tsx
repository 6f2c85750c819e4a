import { Thumbnail } from './thumbnail.tsx'
import { useGlance } from './use-glance.ts'

/** A small picture of a message as somebody would get it of whom nothing is known. */
export function MailThumbnail(message: { subject: string | null; html: string }) {
  return <Thumbnail html={useGlance(message)?.html} />
}
