import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText } from '../shapes.ts'
import { contact, proof } from './contacts.ts'
import { FORM_LANGUAGES } from './forms.ts'
import { branding, preferenceCentre } from './project.ts'

export const preferencesPage = route({
  id: 'preferences.page',
  method: 'GET',
  path: '/preferences/{token}',
  summary: 'The page on which somebody chooses what they get; looking at it changes nothing',
  scope: 'public',
  media: 'text/html',
})

export const preferencesChange = route({
  id: 'preferences.change',
  method: 'POST',
  path: '/preferences/{token}',
  summary: 'What somebody chose on their page: topics, name, language, a pause, a new address, or to leave',
  scope: 'public',
  media: 'text/html',
})

export const preferencesPreview = route({
  id: 'preferences.preview',
  method: 'POST',
  path: '/v1/preferences/preview',
  summary: 'The preference page as somebody would see it who subscribed just now, with changes that are not saved yet',
  scope: 'project:read',
  body: z.strictObject({
    language: z.enum(FORM_LANGUAGES).default('en'),
    shows: z
      .enum(['choices', 'paused', 'left'])
      .default('choices')
      .meta({ description: 'What they see: what they get, a pause, or that they left' }),
    postalAddress: clearableText(500),
    branding: branding.optional(),
    preferenceCentre: preferenceCentre.optional(),
  }),
  reply: z.object({ html: z.string() }),
})

export const contactsPreferencesLink = route({
  id: 'contacts.preferencesLink',
  method: 'POST',
  path: '/v1/contacts/{contact}/preferences-link',
  summary: 'The address of a contact’s own preference page, to give to that person alone',
  scope: 'contacts:write',
  reply: z.object({ url: z.string() }),
})

/** Somebody asks for less or more mail by letter or telephone: with how we know. */
export const contactsPause = route({
  id: 'contacts.pause',
  method: 'PUT',
  path: '/v1/contacts/{contact}/pause',
  summary: 'Keep marketing from a contact until then, as its preference page does; null ends that',
  scope: 'contacts:write',
  body: z.strictObject({ until: z.iso.datetime({ offset: true }).nullable(), proof }),
  reply: contact,
})

export const confirmPage = route({
  id: 'confirm.page',
  method: 'GET',
  path: '/confirm/{token}',
  summary: 'The page behind a link that confirms an address; looking at it confirms nothing',
  scope: 'public',
  media: 'text/html',
})

export const confirmNow = route({
  id: 'confirm.now',
  method: 'POST',
  path: '/confirm/{token}',
  summary: 'Confirms an address',
  scope: 'public',
  media: 'text/html',
})
