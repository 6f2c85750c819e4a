import type { Rollcall } from '@rollcall/sdk'

type Makers = { unique: () => string; contact: () => Promise<string> }

/** Makes campaigns in each of their states, and gives their ids. */
export function campaignsOf(client: Rollcall, { unique, contact }: Makers) {
  const campaign = async () => (await client.campaigns.create(sampleCampaign(unique()))).id
  // Slow enough to be still on its way when a call is about it.
  const launchedCampaign = async () => {
    await contact()
    const { id } = await client.campaigns.create({ ...sampleCampaign(unique()), plan: { perHour: 1 } })
    await client.campaigns.launch(id)
    return id
  }
  const testedCampaign = async () => {
    await Promise.all([contact(), contact()])
    const test = { share: 99, decide: { by: 'hand' as const } }
    const variants = [{ subject: 'Hello again' }]
    const { id } = await client.campaigns.create({ ...sampleCampaign(unique()), plan: { perHour: 1 }, variants, test })
    await client.campaigns.launch(id)
    return id
  }
  const single = () => {
    const message = { from: 'hello@example.org', subject: 'Hello', template: '<p>Hello</p>' }
    return client.sending.send({ recipientType: 'email', recipientEmail: `${unique()}@example.org`, ...message })
  }
  return {
    campaign,
    launchedCampaign,
    testedCampaign,
    sending: async () => (await single()).id,
    delivery: async () => (await single()).sendId ?? '',
    share: async () => {
      const id = await campaign()
      return { ...(await client.campaigns.share(id, {})), campaign: id }
    },
    pausedCampaign: async () => (await client.campaigns.pause(await launchedCampaign())).id,
  }
}

export function sampleCampaign(name: string) {
  const audience = { include: { everyone: true as const } }
  return { name, subject: 'Hello {{ contact.firstName }}', from: 'news@example.org', html: '<p>Hello</p>', audience }
}
