import type { Rollcall } from '@rollcall/sdk'

/** Makes topics, pipelines and opportunities, as sample-things.ts makes the rest. */
export function engagementOf(
  client: Rollcall,
  { unique, contact }: { unique: () => string; contact: () => Promise<string> },
) {
  const pipeline = () => client.pipelines.create({ name: unique(), stages: ['New', 'Qualified'] })
  return {
    topic: async () => (await client.topics.create({ name: unique(), default: 'opt_in' })).id,
    pipeline,
    async opportunity(): Promise<string> {
      const made = { contact: await contact(), name: unique(), pipeline: (await pipeline()).id, stage: 'New' }
      return (await client.opportunities.create(made)).id
    },
  }
}
