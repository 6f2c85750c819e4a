import {
  IconAddressBook,
  IconBookmark,
  IconBriefcase,
  IconFilter,
  IconForms,
  IconInputCheck,
  IconNews,
  IconSend,
  IconTag,
  type IconTags,
  IconTemplate,
} from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import { client, queryClient } from '../api.ts'
import { callingOf } from '../parts/calling-of.ts'
import { countText } from '../parts/number-text.ts'
import { topicsQuery } from '../parts/topics.ts'
import type { Recent } from '../recent.ts'

const EACH = 5

/** Something in the project that a text may mean. */
export type Found = {
  id: string
  label: string
  note?: string | undefined
  /** Another name for those that were found, where they are not quite what was asked for. */
  group?: string | undefined
  /** The id of what it is part of, where the way to it leads through that. */
  within?: string
}

/** One kind of thing that the palette finds. */
export type Kind = {
  /** Names the group of its lines, and the kind where it could not be searched. */
  name: string
  Icon: typeof IconTags
  link: (found: Found) => Pick<LinkProps, 'to' | 'params' | 'search'>
  find: (q: string, options: { signal: AbortSignal }) => Promise<Found[]>
}

const contact: Kind = {
  name: 'People',
  Icon: IconAddressBook,
  link: ({ id }) => ({ to: '/contacts/$contact', params: { contact: id } }),
  find: async (q, options) => {
    const { data, approximate } = await client.contacts.search({ q, limit: EACH }, options)
    const group = approximate ? 'People with a similar name' : undefined
    return data.map((it) => ({ id: it.id, label: callingOf(it), note: it.name ?? undefined, group }))
  },
}

const segment: Kind = {
  name: 'Segments',
  Icon: IconFilter,
  link: ({ id }) => ({ to: '/segments/$segment', params: { segment: id } }),
  find: async (q, options) =>
    (await client.segments.list({ q, limit: EACH }, options)).data.map(({ id, name, count }) => {
      return { id, label: name, note: countText(count, 'person', 'people') }
    }),
}

const campaign: Kind = {
  name: 'Campaigns',
  Icon: IconSend,
  link: ({ id }) => ({ to: '/campaigns/$campaign', params: { campaign: id } }),
  find: async (q, options) =>
    (await client.campaigns.list({ q, limit: EACH }, options)).data.map(({ id, name, status }) => {
      return { id, label: name, note: status }
    }),
}

const tag: Kind = {
  name: 'Tags',
  Icon: IconTag,
  link: ({ id }) => ({ to: '/tags/$tag', params: { tag: id } }),
  find: async (q, options) =>
    (await client.tags.list({ q, limit: EACH }, options)).data.map(({ id, name, contactCount }) => {
      return { id, label: name, note: countText(contactCount, 'person', 'people') }
    }),
}

const opportunity: Kind = {
  name: 'Opportunities',
  Icon: IconBriefcase,
  link: ({ id, within }) => ({ to: '/opportunities', search: { pipeline: within, edit: id } }),
  find: async (q, options) =>
    (await client.opportunities.list({ q, limit: EACH }, options)).data.map((it) => {
      return { id: it.id, label: it.name, note: it.contactName ?? it.stageName, within: it.pipeline }
    }),
}

const view: Kind = {
  name: 'Saved views',
  Icon: IconBookmark,
  link: ({ id }) => ({ to: '/contacts', search: { view: id } }),
  find: async (q, options) =>
    named((await client.views.list(options)).data, q).map(({ id, name }) => ({ id, label: name })),
}

const template: Kind = {
  name: 'Templates',
  Icon: IconTemplate,
  link: ({ id }) => ({ to: '/templates/$template', params: { template: id } }),
  find: async (q, options) =>
    (await client.templates.list({ q, limit: EACH }, options)).data.map(({ id, name, subject }) => {
      return { id, label: name, note: subject ?? undefined }
    }),
}

const form: Kind = {
  name: 'Forms',
  Icon: IconForms,
  link: ({ id }) => ({ to: '/signup-forms/$form', params: { form: id } }),
  find: async (q, options) =>
    (await client.forms.list({ q, limit: EACH }, options)).data.map(({ id, name }) => ({ id, label: name })),
}

const field: Kind = {
  name: 'Custom fields',
  Icon: IconInputCheck,
  link: ({ id }) => ({ to: '/settings/fields', search: { field: id } }),
  find: async (q, options) =>
    named((await client.fields.list({}, options)).data, q).map(({ key, name }) => {
      return { id: key, label: name, note: key === name ? undefined : key }
    }),
}

const topic: Kind = {
  name: 'Topics',
  Icon: IconNews,
  link: ({ id }) => ({ to: '/settings/topics', search: { topic: id } }),
  find: async (q) =>
    named((await queryClient.fetchQuery({ ...topicsQuery, staleTime: 10_000 })).data, q).map(
      ({ id, name, isActive }) => {
        return { id, label: name, note: isActive ? undefined : 'not active' }
      },
    ),
}

// What is looked at remembers its kind by the name it has here.
const KEPT: Record<Recent['kind'], Kind> = { contact, segment, campaign }

/** The kind of something that was looked at. */
export function kindOf(recent: Recent): Kind {
  return KEPT[recent.kind]
}

/** Everything that the palette finds, in the order of its groups. */
export const KINDS: readonly Kind[] = [
  ...[contact, segment, campaign, tag, opportunity],
  ...[view, template, form, field, topic],
]

// Some calls list all of them; there are few.
function named<Named extends { name: string; key?: string }>(all: Named[], q: string): Named[] {
  const asked = q.toLowerCase()
  return all
    .filter(({ name, key = '' }) => [name, key].some((text) => text.toLowerCase().includes(asked)))
    .slice(0, EACH)
}
