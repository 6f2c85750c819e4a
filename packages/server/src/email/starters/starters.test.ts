import { describe, expect, it } from 'vitest'
import { factsOf } from '../message-facts.ts'
import { parseTemplates, personalise } from '../personalise.ts'
import { STARTERS } from './starters.ts'

const surroundings = {
  unsubscribeUrl: 'https://mail.example.org/unsubscribe/t',
  preferencesUrl: 'https://mail.example.org/preferences/t',
  projectName: 'Acme & Sons',
  postalAddress: '1 Main Street',
}
const ada = { email: 'ada@example.org', firstName: 'Ada', lastName: null, name: 'Ada', fields: {} }

describe('a starter', () => {
  it.each(STARTERS.map((starter) => [starter.name, starter] as const))('%s stands on its own', (_, starter) => {
    const templates = parseTemplates(starter)
    for (const recipient of [ada, null]) {
      const { subject, html, text } = personalise(templates, { ...surroundings, recipient })
      expect(subject).not.toMatch(/[,\s]$|\{/)
      // Nothing is added to it: it has its own way out and address.
      expect(html.match(/unsubscribe\/t/g)).toHaveLength(1)
      expect(html.match(/1 Main Street/g)?.length).toBeGreaterThan(0)
      expect(text).toContain('https://mail.example.org/unsubscribe/t')
      expect(factsOf(html)).toMatchObject({ deadLinks: [], imagesWithoutAlt: 0 })
      expect(factsOf(html).links.every((link) => link.startsWith('https://'))).toBe(true)
      expect(Buffer.byteLength(html)).toBeLessThan(20_000)
      expect(html).toContain(starter.preheader)
    }
  })

  it.each(STARTERS.map((starter) => [starter.name, starter.html] as const))(
    '%s is made for mail programs',
    (_, html) => {
      expect(html).toMatch(/<meta name="color-scheme" content="light dark">/)
      expect(html).toMatch(/prefers-color-scheme: dark/)
      expect(html).toMatch(/width="600"/)
      expect(html).not.toMatch(/display:\s*(flex|grid)|<div|<script|<link|@import|url\(/)
      expect(html.match(/<table(?![^>]*role="presentation")/)).toBeNull()
      expect(html.split('\n').every((line) => line.length < 900)).toBe(true)
    },
  )
})
