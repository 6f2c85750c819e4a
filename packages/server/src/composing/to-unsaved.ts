import type { campaignsPreviewUnsaved, RouteInput } from '@rollcall/contract'
import { htmlOf } from './html-of.ts'

type Body = RouteInput<typeof campaignsPreviewUnsaved>['body']

/** What is being written, with its versions, as it would be saved. */
export async function toUnsaved(body: Omit<Body, 'contact' | 'pick' | 'version'>) {
  const { subject, preheader = null, text = null, variants } = body
  const { html } = body.mjml ? await htmlOf(body) : body
  return { subject, preheader, fromName: null, html, text, mjml: body.mjml || null, variants }
}
