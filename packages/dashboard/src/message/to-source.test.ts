import { expect, it } from 'vitest'
import { toSource } from './to-source.ts'

it.each([
  ['', '<p>Hi</p>', { html: '<p>Hi</p>' }],
  ['', '', { html: '' }],
  ['', '<mjml></mjml>', { mjml: '<mjml></mjml>' }],
  ['', ' <!-- a -->\n<MJML>', { mjml: ' <!-- a -->\n<MJML>' }],
  ['', '<p>&lt;mjml&gt;</p><mjml>', { html: '<p>&lt;mjml&gt;</p><mjml>' }],
  ['', '<mjmlx>', { html: '<mjmlx>' }],
  ['<mjml>', '<mjm', { mjml: '<mjm' }],
  ['<mjml>', '', { mjml: '', html: '' }],
])('over MJML %j, %j becomes %j', (mjml, source, expected) => {
  expect(toSource({ mjml }, source)).toEqual(expected)
})
