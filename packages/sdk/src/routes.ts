// Made by npm run generate from packages/contract. Do not edit.

/** How a call is made. */
export type SdkRoute = {
  method: string
  path: string
  query?: true
  body?: true
  upload?: true
  /** A file comes back. */
  media?: true
  /** Waits for the client's own writes. */
  waits?: true
}

/** Every call by its id. */
export const ROUTES = {
  'campaigns.audience': { method: 'GET', path: '/v1/campaigns/{campaign}/audience', waits: true },
  'campaigns.create': { method: 'POST', path: '/v1/campaigns', body: true, waits: true },
  'campaigns.delete': { method: 'DELETE', path: '/v1/campaigns/{campaign}', waits: true },
  'campaigns.deliveries': { method: 'GET', path: '/v1/campaigns/{campaign}/deliveries', query: true, waits: true },
  'campaigns.get': { method: 'GET', path: '/v1/campaigns/{campaign}', waits: true },
  'campaigns.launch': { method: 'POST', path: '/v1/campaigns/{campaign}/launch', waits: true },
  'campaigns.list': { method: 'GET', path: '/v1/campaigns', query: true, waits: true },
  'campaigns.preview': { method: 'GET', path: '/v1/campaigns/{campaign}/preview', query: true, waits: true },
  'campaigns.previewAudience': { method: 'POST', path: '/v1/campaigns/audience', body: true, waits: true },
  'campaigns.results': { method: 'GET', path: '/v1/campaigns/{campaign}/results', waits: true },
  'campaigns.update': { method: 'PATCH', path: '/v1/campaigns/{campaign}', body: true, waits: true },
  'catcher.clear': { method: 'DELETE', path: '/v1/catcher', waits: true },
  'catcher.get': { method: 'GET', path: '/v1/catcher/{message}', waits: true },
  'catcher.list': { method: 'GET', path: '/v1/catcher', query: true, waits: true },
  'catcher.raw': { method: 'GET', path: '/v1/catcher/{message}/raw', media: true, waits: true },
  'contacts.addTags': { method: 'POST', path: '/v1/contacts/{contact}/tags', body: true },
  'contacts.batch': { method: 'POST', path: '/v1/contacts/batch', body: true },
  'contacts.bulk': { method: 'POST', path: '/v1/contacts/bulk', body: true, waits: true },
  'contacts.create': { method: 'POST', path: '/v1/contacts', query: true, body: true },
  'contacts.delete': { method: 'DELETE', path: '/v1/contacts/{contact}' },
  'contacts.get': { method: 'GET', path: '/v1/contacts/{contact}', waits: true },
  'contacts.list': { method: 'GET', path: '/v1/contacts', query: true, waits: true },
  'contacts.removeTags': { method: 'DELETE', path: '/v1/contacts/{contact}/tags', body: true },
  'contacts.restore': { method: 'POST', path: '/v1/contacts/{contact}/restore' },
  'contacts.search': { method: 'POST', path: '/v1/contacts/search', body: true, waits: true },
  'contacts.timeline': { method: 'GET', path: '/v1/contacts/{contact}/timeline', query: true, waits: true },
  'contacts.update': { method: 'PATCH', path: '/v1/contacts/{contact}', body: true },
  'demo.remove': { method: 'DELETE', path: '/v1/demo', waits: true },
  'fields.create': { method: 'POST', path: '/v1/fields', body: true },
  'fields.delete': { method: 'DELETE', path: '/v1/fields/{key}' },
  'fields.get': { method: 'GET', path: '/v1/fields/{key}', waits: true },
  'fields.list': { method: 'GET', path: '/v1/fields', waits: true },
  'fields.update': { method: 'PATCH', path: '/v1/fields/{key}', body: true },
  'imports.create': { method: 'POST', path: '/v1/imports', upload: true },
  'imports.get': { method: 'GET', path: '/v1/imports/{import}', waits: true },
  'imports.list': { method: 'GET', path: '/v1/imports', query: true, waits: true },
  'imports.rejects': { method: 'GET', path: '/v1/imports/{import}/rejects', media: true, waits: true },
  'jobs.get': { method: 'GET', path: '/v1/jobs/{job}', waits: true },
  'jobs.results': { method: 'GET', path: '/v1/jobs/{job}/results', query: true, waits: true },
  'keys.create': { method: 'POST', path: '/v1/keys', body: true },
  'keys.list': { method: 'GET', path: '/v1/keys' },
  'keys.revoke': { method: 'DELETE', path: '/v1/keys/{key}' },
  'project.get': { method: 'GET', path: '/v1/project', waits: true },
  'project.update': { method: 'PATCH', path: '/v1/project', body: true, waits: true },
  'segments.addContacts': { method: 'POST', path: '/v1/segments/{segment}/contacts', body: true, waits: true },
  'segments.create': { method: 'POST', path: '/v1/segments', body: true, waits: true },
  'segments.delete': { method: 'DELETE', path: '/v1/segments/{segment}', waits: true },
  'segments.get': { method: 'GET', path: '/v1/segments/{segment}', waits: true },
  'segments.list': { method: 'GET', path: '/v1/segments', query: true, waits: true },
  'segments.members': { method: 'GET', path: '/v1/segments/{segment}/members', query: true, waits: true },
  'segments.preview': { method: 'POST', path: '/v1/segments/preview', body: true, waits: true },
  'segments.removeContacts': { method: 'DELETE', path: '/v1/segments/{segment}/contacts', body: true, waits: true },
  'segments.update': { method: 'PATCH', path: '/v1/segments/{segment}', body: true, waits: true },
  'session.claim': { method: 'POST', path: '/v1/session/claim', body: true },
  'session.create': { method: 'POST', path: '/v1/session', body: true },
  'session.delete': { method: 'DELETE', path: '/v1/session' },
  'session.get': { method: 'GET', path: '/v1/session' },
  'suppressions.create': { method: 'POST', path: '/v1/suppressions', body: true },
  'suppressions.delete': { method: 'DELETE', path: '/v1/suppressions/{suppression}' },
  'suppressions.list': { method: 'GET', path: '/v1/suppressions', query: true, waits: true },
  'system.livez': { method: 'GET', path: '/livez' },
  'system.readyz': { method: 'GET', path: '/readyz' },
  'system.version': { method: 'GET', path: '/version' },
  'tags.create': { method: 'POST', path: '/v1/tags', body: true },
  'tags.delete': { method: 'DELETE', path: '/v1/tags/{tag}' },
  'tags.get': { method: 'GET', path: '/v1/tags/{tag}', waits: true },
  'tags.list': { method: 'GET', path: '/v1/tags', query: true, waits: true },
  'tags.update': { method: 'PATCH', path: '/v1/tags/{tag}', body: true },
  'unsubscribe.now': { method: 'POST', path: '/unsubscribe/{token}', media: true },
  'unsubscribe.page': { method: 'GET', path: '/unsubscribe/{token}', media: true },
  'views.create': { method: 'POST', path: '/v1/views', body: true },
  'views.delete': { method: 'DELETE', path: '/v1/views/{view}' },
  'views.get': { method: 'GET', path: '/v1/views/{view}', waits: true },
  'views.list': { method: 'GET', path: '/v1/views', waits: true },
  'views.update': { method: 'PATCH', path: '/v1/views/{view}', body: true },
} as const satisfies Record<string, SdkRoute>
