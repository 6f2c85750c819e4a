import { until } from '../support/until.ts'
import type { OpenDashboard } from './open-dashboard.ts'

export const LONG = 'a-very-long-name-without-any-place-to-break-'.repeat(4)

type Client = OpenDashboard['client']

/** Campaigns in each of their states, and the paths of what is shown of them, by names. */
export async function fillCampaigns(client: Client): Promise<Record<string, string>> {
  const sent = await sendOne(client)
  const { draft, versions, text } = await draftSome(client)
  const copy = await client.campaigns.duplicate(versions.id, {})
  await client.campaigns.launch(versions.id)
  const [message] = (await client.catcher.list()).data
  const [delivery] = (await client.campaigns.deliveries(sent.id, { state: 'sent' })).data
  const did = { contact: delivery?.contact ?? '', campaign: sent.id }
  const link = `https://example.org/${LONG}`
  const clicked = { ...did, name: 'email.clicked', link, properties: { position: 1 } }
  await client.events.create({ events: [clicked, { ...did, name: 'email.opened' }, { ...did, name: LONG }] })
  await client.campaigns.share(sent.id, {})
  return {
    'a draft in versions': `/campaigns/${copy.id}`,
    'a test of versions': `/campaigns/${versions.id}`,
    'a draft of a text': `/campaigns/${text.id}`,
    campaigns: '/campaigns',
    'new campaign': '/campaigns/new',
    draft: `/campaigns/${draft.id}?when=at&zone=Asia%2FJakarta`,
    'archived campaigns': '/campaigns?status=archived',
    results: `/campaigns/${sent.id}`,
    'clicks on the message': `/campaigns/${sent.id}?look=links`,
    'groups of a campaign': `/campaigns/${sent.id}?look=groups&event=${LONG}`,
    'a delivery': `/campaigns/${sent.id}?look=deliveries&delivery=${delivery?.id}`,
    'share results': `/campaigns/${sent.id}?share=true`,
    'compare campaigns': `/campaigns/compare?ids=${encodeURIComponent(JSON.stringify([sent.id, draft.id]))}`,
    'compare a text with mail': `/campaigns/compare?ids=${encodeURIComponent(JSON.stringify([sent.id, text.id]))}`,
    'compare nothing': '/campaigns/compare',
    'skipped of a campaign': `/campaigns/${sent.id}?state=skipped&reason=unsubscribed`,
    mail: `/mail?message=${message?.id}`,
    statistics: '/statistics?by=week',
    'statistics of nothing': '/statistics?stream=transactional',
    log: '/log',
    'a message of the log': `/log?campaign=${sent.id}&message=${delivery?.id}`,
    'nothing in the log': `/log?q=${LONG}`,
  }
}

async function sendOne(client: Client) {
  const sent = await client.campaigns.create({
    name: 'Sent',
    subject: 'Hello',
    from: 'hello@example.org',
    html: `<table width="700"><tr><td>Hello <a href="https://example.org/${LONG}">${LONG}</a></td></tr></table>`,
    audience: { include: { tags: [LONG, 'VIP'] } },
  })
  await client.campaigns.launch(sent.id)
  await until(
    () => client.campaigns.get(sent.id),
    ({ status }) => status === 'sent',
  )
  return sent
}

async function draftSome(client: Client) {
  const draft = await client.campaigns.create({
    name: LONG,
    subject: LONG,
    from: 'hello@example.org',
    html: '<p>Hello</p><a href="{{ unsubscribe_url }}">Unsubscribe</a>',
    audience: { include: { tags: ['VIP'] } },
  })
  const versions = await client.campaigns.create({
    ...{ name: 'Versions', subject: LONG, from: 'hello@example.org', html: '<p>Hello</p>' },
    audience: { include: { everyone: true } },
    variants: [{ subject: 'Short' }, { fromName: LONG.slice(0, 200), html: '<p>Hi</p>' }],
    test: { share: 50, decide: { by: 'hand' } },
  })
  const text = await client.campaigns.create({
    ...{ name: 'Text', channel: 'sms', text: `Hi {{ contact.firstName }} – ${LONG}` },
    audience: { include: { everyone: true } },
    variants: [{ text: `${LONG} STOP ends` }],
    test: { share: 50, decide: { by: 'hand' } },
  })
  return { draft, versions, text }
}
