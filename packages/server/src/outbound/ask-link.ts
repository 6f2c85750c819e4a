import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { guardedLookup, PUBLIC_REACH, type Reach, RefusedError, reasonOf, refuseHost } from './reach.ts'

const TIMEOUT_MS = 5_000
const MOST_REDIRECTS = 5
// Servers that do not like HEAD answer with one of these, and with something else to GET.
const PERHAPS_TO_GET = [400, 403, 404, 405, 406, 500, 501, 503]

/**
 * Why a link leads nowhere, as the end of "The link …", or undefined when something answers. Asks with HEAD, then with GET.
 * No connection is made to an address that is not public, whatever a name or a redirect says: the address that was looked at
 * is the one that is connected to.
 */
export async function findLinkProblem(link: string, reach: Reach = PUBLIC_REACH): Promise<string | undefined> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const status = await follow(new URL(link), { reach, signal })
    if (status === 404 || status === 410) return `leads nowhere: the server answers ${status}`
    return status >= 500 ? `does not work: the server answers ${status}` : undefined
  } catch (error) {
    if (signal.aborted) return `got no answer within ${TIMEOUT_MS / 1_000} seconds`
    return error instanceof RefusedError ? error.message : `cannot be reached: ${reasonOf(error)}`
  }
}

type Asking = { reach: Reach; signal: AbortSignal }
type Answer = { status: number; location: string | undefined }

async function follow(start: URL, asking: Asking): Promise<number> {
  let url = start
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const { status, location } = await ask(url, asking)
    if (status < 300 || status >= 400 || location === undefined) return status
    url = new URL(location, url)
  }
  throw new RefusedError(`redirects more than ${MOST_REDIRECTS} times`)
}

async function ask(url: URL, asking: Asking): Promise<Answer> {
  const answer = await send('HEAD', url, asking)
  return PERHAPS_TO_GET.includes(answer.status) ? send('GET', url, asking) : answer
}

function send(method: 'HEAD' | 'GET', url: URL, { reach, signal }: Asking): Promise<Answer> {
  refuse(url, reach)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const options = {
      method,
      signal,
      agent: false,
      lookup: guardedLookup(reach),
      headers: { 'user-agent': 'Rollcall link check' },
    }
    const sent = request(url, options, (response) => {
      resolve({ status: response.statusCode ?? 0, location: response.headers.location })
      response.destroy()
    })
    sent.on('error', reject)
    sent.end()
  })
}

function refuse({ protocol, hostname, username, password }: URL, reach: Reach) {
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new RefusedError(`leads to ${protocol}, which is no web page`)
  if (username !== '' || password !== '') throw new RefusedError('has a user name or password in it')
  refuseHost(hostname, reach)
}
