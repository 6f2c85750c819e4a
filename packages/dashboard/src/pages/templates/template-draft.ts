import type { Body } from '@rollcall/sdk'
import type { Written } from '../../message/written.ts'
import { FIRST_HTML } from '../campaign/draft.ts'
import type { Template } from './template.ts'
import type { Starter } from './use-starters.ts'

/** A template as its editor has it: blank instead of absent. */
export type TemplateDraft = Written & { name: string; description: string }

/** A new template on a blank page. */
export const BLANK: TemplateDraft = {
  ...{ name: '', description: '', subject: '', preheader: '', html: FIRST_HTML, text: '', mjml: '' },
}

/** A saved template, or a starter, as a draft. */
export function toTemplateDraft(known: Template | Starter): TemplateDraft {
  const { name, description, subject, preheader, html, text } = known
  return {
    ...{ name, html },
    description: description ?? '',
    subject: subject ?? '',
    preheader: preheader ?? '',
    text: text ?? '',
    mjml: ('mjml' in known && known.mjml) || '',
  }
}

/** The draft as the API takes it; MJML is given in place of what it was compiled to. */
export function toTemplateBody({ html, mjml, ...draft }: TemplateDraft): Body<'templates.create'> {
  const source = mjml.trim() === '' ? { html } : { mjml }
  return {
    ...source,
    name: draft.name,
    description: draft.description.trim() || null,
    subject: draft.subject.trim() || null,
    preheader: draft.preheader.trim() || null,
    text: draft.text.trim() || null,
  }
}

/** What a draft lacks before it can be kept, in words. */
export function lacksOfTemplate({ name, html, mjml }: TemplateDraft): string[] {
  return [...(name.trim() ? [] : ['a name']), ...(html.trim() || mjml.trim() ? [] : ['the message'])]
}
