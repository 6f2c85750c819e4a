import { toHint, toToken } from './actions/keys/key-token.ts'
import { createDemo } from './demo/create-demo.ts'
import type { Product } from './product.ts'
import { closeDemoOrder, findDemoOrder, orderDemo } from './store/demo.ts'
import { hashToken } from './store/hash-token.ts'
import { ensureKey, hasKeys } from './store/keys.ts'
import { insertProject, listProjectIds } from './store/projects.ts'
import { hasUsers, replaceOwnerLink } from './store/sessions.ts'

const LINK_MS = 24 * 60 * 60_000

/** What somebody needs to get in, as far as it is needed yet. */
export type Entrance = {
  projectId: number
  isFirst: boolean
  /** Creates the owner's account; a new one at each start until there is one. */
  ownerLink: string | null
  /** A key that was made just now, in the only moment in which it is known. */
  newKey: string | null
}

/** Makes sure that there is a project, with demo data if it is wanted, a key, and a way to become its owner. */
export async function prepareEntrance(product: Product): Promise<Entrance> {
  const [existing] = await listProjectIds(product.database)
  const projectId = existing ?? (await insertFirstProject(product))
  // Before there is a key: a start that is interrupted here has shown it to nobody.
  await fillOrder(product)
  return {
    projectId,
    isFirst: existing === undefined,
    newKey: await ensureOwnerKey(product, projectId),
    ownerLink: await makeOwnerLink(product, projectId),
  }
}

async function insertFirstProject({ database, config }: Product): Promise<number> {
  const projectId = await insertProject(database, 'My project')
  if (config.demo) await orderDemo(database, projectId)
  return projectId
}

/** Creates demo data that was ordered and is not there: now, or by a start that was interrupted. Removed data stays away. */
async function fillOrder(product: Product) {
  const projectId = await findDemoOrder(product.database)
  if (projectId === undefined) return
  if (product.config.demo) await createDemo(product, projectId)
  else await closeDemoOrder(product.database)
}

async function ensureOwnerKey(product: Product, projectId: number): Promise<string | null> {
  const { apiKey } = product.config
  if (apiKey === null && (await hasKeys(product.database, projectId))) return null
  const token = apiKey ?? toToken(product.randomBytes(32))
  await ensureKey(product.database, projectId, {
    name: apiKey === null ? 'Made at first start' : 'From ROLLCALL_API_KEY',
    tokenHash: hashToken(token),
    hint: toHint(token),
    scopes: ['*'],
    createdBy: 'system',
    expiresAt: null,
  })
  return apiKey === null ? token : null
}

async function makeOwnerLink(product: Product, projectId: number): Promise<string | null> {
  if (await hasUsers(product.database)) return null
  const token = product.randomBytes(32).toString('base64url')
  const expiresAt = new Date(product.now().getTime() + LINK_MS)
  await replaceOwnerLink(product.database, { tokenHash: hashToken(token), projectId, expiresAt })
  // Behind the #, so that it reaches no server log on its way.
  return `${product.config.publicUrl}/claim#token=${token}`
}
