import { expect, it } from 'vitest'
import { findMergeFields } from '../email/merge-fields.ts'
import { htmlOf } from './html-of.ts'

const MJML = '<mjml>\n<mj-body>\n{{ contact.firstName }}\n</mj-body></mjml>'

it('names the line of the MJML that was written, before anything is compiled', async () => {
  const refused = htmlOf({ mjml: MJML.replace(' }}', ' | shout }}') })
  await expect(refused).rejects.toMatchObject({
    data: { problems: [{ pointer: '/mjml', detail: expect.stringMatching(/^cannot be read as Liquid: .*shout.*line:3/) }] },
  })
})

it('finds variables in the lines that were written', () => {
  const html = '<html>\n\n\n\n\n\n\n{{ contact.firstName }}</html>'
  const texts = { subject: '', preheader: null, html, text: null }
  const linesIn = (mjml: string | null) => findMergeFields({ ...texts, mjml }).map(({ part, line }) => [part, line])
  expect([linesIn(MJML), linesIn(null)]).toEqual([[['html', 3]], [['html', 8]]])
})
