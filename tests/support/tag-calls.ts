import type { CallId } from '@rollcall/sdk'
import type { Sample } from './sample-call.ts'

/** A call of every route about tags. */
export const TAG_CALLS = {
  'tags.list': () => ({ query: '?limit=5&q=v' }),
  'tags.create': (things) => ({
    body: { name: things.unique(), color: '#1f6feb', description: 'Who buys', owner: 'Ada' },
  }),
  'tags.get': async (things) => ({ params: [await things.tag()] }),
  'tags.update': async (things) => ({ params: [await things.tag()], body: { name: things.unique(), color: null } }),
  'tags.delete': async (things) => ({ params: [await things.tag()] }),

  'tags.merge': async (things) => ({ params: [await things.tag()], body: { into: await things.tag() } }),
  'tags.uses': async (things) => ({ params: [await things.tag()] }),
  'tags.activity': async (things) => ({ params: [await things.tag()] }),
  'tags.audit': () => ({}),
  'tags.restore': async (things) => ({ params: [await things.tag()] }),
  'tags.gone': () => ({}),
  'tags.keepApart': async (things) => ({ body: { tags: [await things.tag(), await things.tag()] } }),
  'tags.forgetApart': async (things) => ({ body: { tags: [await things.tag(), await things.tag()] } }),
  'tags.colors': () => ({}),
} satisfies { [Id in CallId & `tags.${string}`]: Sample }
