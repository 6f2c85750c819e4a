import type { Body, Reply } from '@rollcall/sdk'
import type { Project } from '../../api.ts'
import { toOrigin } from './to-origin.ts'

/** A form as the API has it. */
export type Form = Reply<'forms.get'>

type Content = Required<Body<'forms.create'>>
export type AskedField = Content['fields'][number] & { required: boolean }

/** A form as its editor has it: blank instead of absent, topics and tags by id. */
export type FormDraft = Pick<Content, 'name' | 'isActive' | 'language' | 'title' | 'text' | 'doubleOptIn'> & {
  fields: AskedField[]
  topics: string[]
  tags: string[]
  successText: string
  redirectUrl: string
  origins: string[]
}

/** A first form, ready to be saved. */
export function firstDraft(project: Pick<Project, 'name' | 'fromName' | 'fromEmail'> | undefined): FormDraft {
  const sender = project?.fromName || project?.name || 'us'
  return {
    name: 'Newsletter',
    isActive: true,
    language: 'en',
    title: 'Get our newsletter',
    text: `I want to get e-mail from ${sender}. I can unsubscribe at any time, with the link in every message.`,
    fields: [{ field: 'firstName', label: 'First name', required: false }],
    topics: [],
    tags: [],
    // Nobody can be asked to confirm without an address to ask from.
    doubleOptIn: Boolean(project?.fromEmail),
    successText: '',
    redirectUrl: '',
    origins: [],
  }
}

export function toFormDraft(form: Form): FormDraft {
  const { name, isActive, language, title, text, doubleOptIn } = form
  return {
    ...{ name, isActive, language, title, text, doubleOptIn },
    fields: form.fields.map(({ field, label, required = false }) => ({ field, label, required })),
    topics: form.topics.map(({ id }) => id),
    tags: form.tags.map(({ id }) => id),
    successText: form.successText ?? '',
    redirectUrl: form.redirectUrl ?? '',
    origins: form.origins,
  }
}

/** The draft as the API takes it. */
export function toFormBody({ successText, redirectUrl, ...draft }: FormDraft): Body<'forms.create'> {
  return { ...draft, successText: successText.trim() || null, redirectUrl: redirectUrl.trim() || null }
}

/** What can be previewed of a draft while it is written: what is half written is left out. */
export function toPreviewBody(draft: FormDraft): Body<'forms.preview'> {
  const { name: _name, isActive: _isActive, tags: _tags, origins: _origins, ...body } = toFormBody(draft)
  return {
    ...body,
    title: draft.title.trim() || '…',
    fields: draft.fields.filter(({ label }) => label.trim() !== ''),
    redirectUrl: /^https:\/\/[^\s/]+\.[^\s]+$/.test(draft.redirectUrl.trim()) ? draft.redirectUrl.trim() : null,
  }
}

/** What a draft lacks before it can be kept, in words. */
export function lacksOfForm({ name, title, fields, origins }: FormDraft): string[] {
  return [
    ...(name.trim() ? [] : ['a name']),
    ...(title.trim() ? [] : ['a heading']),
    ...(fields.every(({ label }) => label.trim()) ? [] : ['the words of a question']),
    ...(origins.every(toOrigin) ? [] : ['the address of a website, such as https://example.org']),
  ]
}
