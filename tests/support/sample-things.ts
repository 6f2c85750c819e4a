import { randomBytes } from 'node:crypto'
import { parseId } from '@rollcall/contract'
import { makePasswordReset } from '../../packages/server/src/commands/make-password-reset.ts'
import { toConfirmToken } from '../../packages/server/src/email/confirm-token.ts'
import { toUnsubscribeToken } from '../../packages/server/src/email/unsubscribe-token.ts'
import { startExports } from '../../packages/server/src/jobs/export-worker.ts'
import { insertCaughtMessages } from '../../packages/server/src/store/caught-messages.ts'
import { hashToken } from '../../packages/server/src/store/hash-token.ts'
import { insertProject } from '../../packages/server/src/store/projects.ts'
import { replaceOwnerLink } from '../../packages/server/src/store/sessions.ts'
import type { TestProduct, TestProject } from './create-product.ts'
import { campaignsOf } from './sample-campaigns.ts'
import { engagementOf } from './sample-engagement.ts'
import { until } from './until.ts'

export const PASSWORD = 'correct horse battery'

/** Makes one thing of a kind in a project, and gives the id by which calls name it. */
export type Things = ReturnType<typeof thingsOf>

/** The things of one project; each call of a method makes a new one. */
export function thingsOf(test: TestProduct, project: TestProject) {
  const client = test.clientFor(project.key)
  const contact = async () => (await client.contacts.create({ email: email() })).id
  const campaigns = campaignsOf(client, { unique, contact })
  const form = async () => (await client.forms.create({ name: unique(), title: 'News', doubleOptIn: false })).id
  return {
    unique,
    email,
    contact,
    ...campaigns,
    ...accountsOf(test, project),
    deletedContact: async () => {
      const id = await contact()
      await client.contacts.delete(id)
      return id
    },
    invitation: async () => (await client.invitations.create({ role: 'viewer' })).id,
    message: () => makeMessage(test, project),
    unsubscribeToken: async () => makeUnsubscribeToken(test, project, [await contact(), await campaigns.campaign()]),
    preferencesToken: async () => {
      const { url } = await client.contacts.preferencesLink(await contact())
      return url.slice(url.lastIndexOf('/') + 1)
    },
    confirmToken: async () => makeConfirmToken(test, project, await contact()),
    form,
    deletedForm: async () => {
      const id = await form()
      await client.forms.delete(id)
      return id
    },
    emptyProject: () => makeEmptyProject(test, project),
    tag: async () => (await client.tags.create({ name: unique() })).id,
    field: async () => (await client.fields.create({ key: `f_${unique()}`, type: 'text' })).key,
    segment: async () => (await client.segments.create({ name: unique(), kind: 'static', contacts: [] })).id,
    dynamicSegment: async () => (await client.segments.create({ name: unique(), filters: {} })).id,
    view: async () => (await client.views.create({ name: unique() })).id,
    ...engagementOf(client, { unique, contact }),
    template: async () => (await client.templates.create({ name: unique(), html: '<p>Hello</p>' })).id,
    testList: async () => (await client.testLists.save({ name: unique(), to: [email()] })).name,
    suppression: async () => (await client.suppressions.create({ email: email() })).id,
    provider: async () => {
      // A host that never is (RFC 6761, 6.4): nobody outside is asked.
      const settings = { apiKey: 're_123456789012', baseUrl: 'https://resend.invalid' }
      return (await client.providers.create({ kind: 'resend', name: unique(), settings })).id
    },
    textProvider: async () => {
      const settings = { url: 'https://texts.invalid/take', channel: 'sms' }
      return (await client.providers.create({ kind: 'webhook', name: unique(), settings })).id
    },
    domain: async () => (await client.domains.create({ domain: `${unique()}.example.org` })).id,
    key: async () => (await client.keys.create({ name: unique(), scopes: ['contacts:read'] })).id,
    ...workOf(test, client, contact),
  }
}

/** Who signs in, and their ways in. */
function accountsOf(test: TestProduct, project: TestProject) {
  const client = test.clientFor(project.key)
  const ownerLink = () => makeOwnerLink(test, project)
  return {
    ownerLink,
    person: async () => {
      const { link } = await client.invitations.create({ role: 'viewer' })
      const { email: joined } = await claimAccount(test, link.split('#token=')[1] ?? '')
      return (await client.people.list()).data.find((person) => person.email === joined)?.id ?? ''
    },
    account: async () => claimAccount(test, await ownerLink()),
    passwordReset: async () => makePasswordToken(test, await ownerLink()),
  }
}

/** A segment that somebody came to, and the entry of its log that says so. */
async function makeTransition(
  client: ReturnType<TestProduct['clientFor']>,
  contact: () => Promise<string>,
): Promise<[string, string]> {
  await contact()
  const { id } = await client.segments.create({ name: unique(), filters: {} })
  const found = await until(
    async () => (await client.segments.transitions(id, {})).data,
    ({ length }) => length > 0,
  )
  return [id, found[0]?.id ?? '']
}

/** Jobs, imports and exports, as they begin and as they end. */
function workOf(test: TestProduct, client: ReturnType<TestProduct['clientFor']>, contact: () => Promise<string>) {
  return {
    transition: () => makeTransition(client, contact),
    job: async () => (await client.contacts.bulk({ action: 'delete', contacts: [await contact()] })).id,
    import: async () => (await client.imports.create({ file: sampleCsv() })).id,
    finishedJob: async () => {
      const { id } = await client.contacts.bulk({ action: 'delete', contacts: [await contact()] })
      return finish(test, { table: 'jobs', uuid: parseId('job', id), id })
    },
    finishedExport: async () => {
      const { id } = await client.exports.create({ contacts: [await contact()] })
      const worker = startExports(test.product)
      await until(
        () => client.exports.get(id),
        ({ status }) => status === 'completed',
      )
      await worker.stop()
      return id
    },
    triedImport: async () => {
      const { id } = await client.imports.create({ file: sampleCsv(), options: { dryRun: true } })
      return finish(test, { table: 'imports', uuid: parseId('import', id), id })
    },
    finishedImport: async () => {
      const { id } = await client.imports.create({ file: sampleCsv() })
      return finish(test, { table: 'imports', uuid: parseId('import', id), id })
    },
  }
}

function unique(): string {
  return randomBytes(5).toString('hex')
}

function email(): string {
  return `${unique()}@example.org`
}

/** Says of a job or an import that it is over, as its worker would. */
async function finish(test: TestProduct, made: { table: 'jobs' | 'imports'; uuid: string | undefined; id: string }) {
  const { product } = test
  const statement =
    made.table === 'jobs'
      ? "update jobs set status = 'completed', finished_at = $2 where id = $1"
      : "update imports set status = 'completed', finished_at = $2 where id = $1"
  await product.database.query(statement, [made.uuid, product.now()])
  return made.id
}

async function makeMessage(test: TestProduct, project: TestProject): Promise<string> {
  const raw = Buffer.from('From: a@example.org\r\nTo: b@example.org\r\nSubject: Hello\r\n\r\nHello\r\n')
  const subject = `Hello ${unique()}`
  const envelope = { projectId: project.id, from: 'a@example.org', to: ['b@example.org'], at: test.product.now() }
  await insertCaughtMessages(test.product.database, [{ ...envelope, subject, raw }])
  const [{ id = '' } = {}] = (await test.clientFor(project.key).catcher.list({ q: subject })).data
  return id
}

async function makeUnsubscribeToken(test: TestProduct, project: TestProject, [contact, campaign]: [string, string]) {
  const { database, config } = test.product
  const [row] = await database.query<{ row_no: number }>('select row_no from contacts where id = $1', [
    parseId('contact', contact),
  ])
  const campaignUuid = parseId('campaign', campaign) ?? ''
  return toUnsubscribeToken(config.secretKey, { projectId: project.id, rowNo: row.row_no, campaignUuid })
}

async function makeConfirmToken({ product }: TestProduct, project: TestProject, contact: string) {
  const { database, config, now } = product
  const [{ id }] = await database.query<{ id: string }>(
    `insert into address_changes (project_id, row_no, address, proof, at, expires_at)
     select project_id, row_no, $2, '{}', $3, $3::timestamptz + interval '1 day' from contacts where id = $1 returning id`,
    [parseId('contact', contact), email(), now()],
  )
  return toConfirmToken(config.secretKey, { kind: 'address', projectId: project.id, id })
}

async function makeOwnerLink({ product }: TestProduct, project: TestProject): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(product.now().getTime() + 60_000)
  await replaceOwnerLink(product.database, { tokenHash: hashToken(token), projectId: project.id, expiresAt })
  return token
}

async function claimAccount(test: TestProduct, token: string): Promise<{ email: string; cookie: string }> {
  const claim = { token, email: email(), password: PASSWORD }
  const { headers } = await test.request('POST', '/v1/session/claim', claim, { key: null })
  return { email: claim.email, cookie: headers['set-cookie']?.split(';')[0] ?? '' }
}

async function makePasswordToken(test: TestProduct, link: string): Promise<string> {
  const { email: address } = await claimAccount(test, link)
  const { database, config } = test.product
  const token = randomBytes(32).toString('base64url')
  await makePasswordReset(address, { database, publicUrl: config.publicUrl, now: new Date(), token })
  return token
}

/** Gives its owner's key. */
async function makeEmptyProject(test: TestProduct, project: TestProject): Promise<string> {
  const id = await insertProject(test.product.database, unique())
  return test.makeKey({ ...project, id }, ['*'])
}

function sampleCsv(): Blob {
  return new Blob(['email,plan\nada@example.org,pro\n'], { type: 'text/csv' })
}
