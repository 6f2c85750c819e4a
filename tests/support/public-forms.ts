import { expect } from 'vitest'
import type { Reply } from './create-product.ts'
import type { PublicPages } from './public-pages.ts'

/** A form as the API shows it. */
export type Form = { id: string; url: string; version: number; embed: { html: string }; signUps: object }

/** Makes forms, and fills them in as people do. */
export function publicFormsOf({ request, get, post, clock }: PublicPages) {
  let made = 0
  const pathOf = ({ id }: Form) => `/forms/${id}`
  return {
    pathOf,
    ticketOf,
    /** One that asks for a name and a plan, offers a topic, and gives a tag. */
    async form(content: object = {}): Promise<Form> {
      made += 1
      const { status, body } = await request<Form>('POST', '/forms', {
        name: `Form ${made}`,
        title: 'Get <news>',
        text: 'I want news from you.\n\nI may leave <at any time>.',
        fields: [
          { field: 'firstName', label: 'First name' },
          { field: 'fields.plan', label: 'Plan' },
        ],
        topics: ['Offers'],
        tags: ['from form'],
        ...content,
      })
      expect(status).toBe(201)
      return body
    },
    /** Opens the page, takes as long as people do, and sends it. */
    async fillIn(form: Form, values: Record<string, string>): Promise<Reply> {
      const ticket = ticketOf(await get(pathOf(form)))
      clock.pass(5)
      return post(pathOf(form), { ticket, ...values })
    },
  }
}

function ticketOf({ text }: Reply): string {
  return /name="ticket" value="([^"]+)"/.exec(text)?.[1] ?? ''
}
