import type { Body } from '@rollcall/sdk'
import type { Written } from '../../message/written.ts'
import { FIRST_HTML } from '../campaign/draft.ts'
import type { Template } from './template.ts'
import type { Starter } from './use-starters.ts'

/** A template as its editor has it: blank instead of absent. */
export type TemplateDraft = Written & { kind: Template['kind']; name: string; description: string }

/** A new template on a blank page. */
export const BLANK: TemplateDraft = {
  ...{ kind: 'email', name: '', description: '', subject: '', preheader: '', html: FIRST_HTML, text: '', mjml: '' },
}

/** The same for texts. */
export const BLANK_TEXT: TemplateDraft = { ...BLANK, kind: 'text', html: '' }

/** A saved template, or a starter, as a draft. */
export function toTemplateDraft(known: Template | Starter): TemplateDraft {
  const { name, description, subject, preheader, html, text } = known
  return {
    ...{ kind: 'kind' in known ? known.kind : 'email', name, html },
    description: description ?? '',
    subject: subject ?? '',
    preheader: preheader ?? '',
    text: text ?? '',
    mjml: ('mjml' in known && known.mjml) || '',
  }
}

/** The draft as the API takes it; MJML is given in place of what it was compiled to. */
export function toTemplateBody({ html, mjml, ...draft }: TemplateDraft): Body<'templates.create'> {
  const { kind } = draft
  const about = { name: draft.name, description: draft.description.trim() || null }
  if (kind === 'text') return { kind, ...about, text: draft.text.trim() }
  const source = mjml.trim() === '' ? { html } : { mjml }
  return {
    ...source,
    ...about,
    kind,
    subject: draft.subject.trim() || null,
    preheader: draft.preheader.trim() || null,
    text: draft.text.trim() || null,
  }
}

/** What a draft lacks before it can be kept, in words. */
export function lacksOfTemplate({ kind, name, html, mjml, text }: TemplateDraft): string[] {
  const isWritten = kind === 'text' ? text.trim() : html.trim() || mjml.trim()
  return [...(name.trim() ? [] : ['a name']), ...(isWritten ? [] : ['the message'])]
}
