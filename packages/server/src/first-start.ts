import { toHint, toToken } from './actions/keys/key-token.ts'
import type { Product } from './product.ts'
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

/** Makes sure that there is a project, a key and a way to become its owner. */
export async function prepareEntrance(product: Product): Promise<Entrance> {
  const [existing] = await listProjectIds(product.database)
  const projectId = existing ?? (await insertProject(product.database, 'My project'))
  return {
    projectId,
    isFirst: existing === undefined,
    newKey: await ensureOwnerKey(product, projectId),
    ownerLink: await makeOwnerLink(product, projectId),
  }
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
