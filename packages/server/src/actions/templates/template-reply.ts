import { type RouteReply, type templatesGet, toId } from '@rollcall/contract'
import { findMergeFields } from '../../email/merge-fields.ts'
import { CampaignTextError, type WrittenTexts } from '../../email/personalise.ts'
import type { TemplateRecord } from '../../store/templates.ts'

/** A template as the API shows it. */
export function templateReply(template: TemplateRecord): RouteReply<typeof templatesGet> {
  return {
    ...template,
    id: toId('template', template.id),
    variables: variablesOf(template),
    createdAt: template.createdAt.toISOString(),
    updatedAt: template.updatedAt.toISOString(),
  }
}

/** What a template takes from the contact, each once; nothing while it cannot be read. */
export function variablesOf(template: Omit<WrittenTexts, 'subject'> & { subject: string | null }): string[] {
  try {
    const fields = findMergeFields({ ...template, subject: template.subject ?? '' })
    return [...new Set(fields.filter(({ path }) => path[0] === 'contact').map(({ name }) => name))].sort()
  } catch (error) {
    if (error instanceof CampaignTextError) return []
    throw error
  }
}
