import PostalMime from 'postal-mime'
import type { Taken } from './start-service.ts'

/** What a message says, read from its MIME. */
export async function takeMime(mime: Buffer): Promise<Omit<Taken, 'trace' | 'reference'>> {
  const parsed = await PostalMime.parse(mime)
  return {
    to: [],
    from: parsed.from?.address ?? '',
    subject: parsed.subject ?? '',
    html: parsed.html ?? '',
    text: parsed.text ?? '',
    replyTo: parsed.replyTo?.[0]?.address ?? null,
    headers: Object.fromEntries(parsed.headers.map(({ key, value }) => [key, value])),
    attachments: parsed.attachments.map(({ filename, content }) => ({
      fileName: filename ?? '',
      content: typeof content === 'string' ? content : new TextDecoder().decode(content),
    })),
  }
}
