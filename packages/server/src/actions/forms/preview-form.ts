import { formsPreview, type RouteInput } from '@rollcall/contract'
import { action, type Reader } from '../../action.ts'
import { brandOf } from '../../composing/brand.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import { type FormContent, nameThings, offeredTopics } from '../../store/forms.ts'
import { getProject } from '../../store/projects.ts'
import { textsOf } from '../public-pages/texts-of.ts'
import { GOOD_FOR_MS } from './accept-sign-up.ts'
import { donePage, formPage, thanksPage } from './form-page.ts'
import { resolveTopics } from './save-form.ts'
import { writeSignUpMessage } from './write-sign-up-message.ts'

/** Pages of a form before it is saved, written by what writes the real ones. */
export const previewFormAction = action(formsPreview, async (context, { body }) => {
  const { product, caller } = context
  const { database, config, now } = product
  const project = await getProject(database, caller.projectId)
  const sender = project.from_name ?? project.name
  const brand = brandOf(project, sender)
  const form = await toContent(context, body)
  const texts = textsOf(form.language)
  switch (body.shows) {
    case 'form': {
      const named = await nameThings(database, caller.projectId, form)
      const topics = offeredTopics(form, named.topics)
      const definitions = await listFieldDefinitions(database, caller.projectId)
      const filled = { values: {}, topics: new Set<string>() }
      return { html: formPage({ form, topics, definitions, brand }, { filled, ticket: '', troubles: [] }) }
    }
    case 'sent':
      return { html: thanksPage(form, brand, { stays: true }) }
    case 'done': {
      const { doneTitle, doneText } = texts.confirmSignUp
      return { html: donePage(form, brand, { title: doneTitle, text: doneText(sender), stays: true }) }
    }
    case 'message': {
      const expiresAt = new Date(now().getTime() + GOOD_FOR_MS)
      const url = `${config.publicUrl}/confirm/…`
      return { html: writeSignUpMessage({ form, project }, { to: 'ada@example.org', url, expiresAt }).html }
    }
  }
})

async function toContent(context: Reader, body: RouteInput<typeof formsPreview>['body']): Promise<FormContent> {
  const { title = '', text = '', language = 'en', fields = [], topics = [], doubleOptIn = true } = body
  return {
    ...{ name: '', isActive: true, title, text, language, fields, doubleOptIn },
    topics: await resolveTopics(context, topics),
    tags: [],
    successText: body.successText || null,
    redirectUrl: body.redirectUrl ?? null,
    origins: [],
  }
}
