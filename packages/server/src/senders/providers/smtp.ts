import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { z } from 'zod'
import { isPublicAddress } from '../../outbound/is-public-address.ts'
import { openSmtpSender } from '../smtp.ts'
import { connectSmtp, type SmtpServer } from '../smtp-connection.ts'
import { toNote } from '../to-note.ts'
import { providerKind, type Settings, secretField, type Tried, textField } from './provider-kind.ts'

const fields = {
  host: textField('Host', 'Such as smtp.example.org.', {
    shape: z
      .string()
      .trim()
      .max(253)
      .regex(/^[\w.:-]+$/, 'must be a host such as smtp.example.org'),
  }),
  port: textField('Port', '587 unless your provider says something else; 465 with TLS from the start.', {
    isRequired: false,
    shape: z
      .string()
      .trim()
      .regex(/^\d{0,5}$/, 'must be a number'),
  }),
  encryption: textField(
    'Encryption',
    'STARTTLS is used as soon as the server offers it. With a password it must, unless it is on this machine.',
    {
      options: ['STARTTLS', 'TLS'],
      isRequired: false,
      fallback: 'STARTTLS',
    },
  ),
  user: textField('User', 'Empty where the server asks for none.', { isRequired: false }),
  password: secretField('Password', 'Of this user.', { isRequired: false }),
}

/** Any mail server. */
export const smtp = providerKind({
  id: 'smtp',
  name: 'SMTP',
  fields,
  hostOf: ({ host }) => host,
  open: (settings, { allowPrivate }) => openSmtpSender(toServer(settings, allowPrivate)),
  test: (settings, { allowPrivate }) => trySmtp(toServer(settings, allowPrivate)),
  webhook: null,
})

const TRY_MS = 15_000

/** Connects and signs in, and sends nothing. */
export async function trySmtp(server: SmtpServer): Promise<Tried> {
  const where = `${server.host}:${server.port}`
  try {
    const timeouts = { connectMs: TRY_MS, idleMs: TRY_MS, messageMs: TRY_MS }
    const connection = await connectSmtp(server, timeouts)
    connection.close()
    return { isWorking: true, detail: `${where} takes mail${server.auth ? ` from ${server.auth.user}` : ''}.` }
  } catch (error) {
    return { isWorking: false, detail: `${where}: ${toNote(error instanceof Error ? error.message : String(error))}` }
  }
}

function toServer(
  { host, port, encryption, user, password }: Settings<typeof fields>,
  allowPrivate: boolean,
): SmtpServer {
  const secure = encryption === 'TLS'
  return {
    host,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    auth: user === '' ? null : { user, pass: password },
    resolve: (name) => findAddress(name, allowPrivate),
  }
}

/** Where a host is; refuses one that is not on the public internet. */
async function findAddress(host: string, allowPrivate: boolean): Promise<string> {
  const addresses = isIP(host) === 0 ? (await lookup(host, { all: true })).map(({ address }) => address) : [host]
  const refused = allowPrivate ? undefined : addresses.find((address) => !isPublicAddress(address))
  const [first] = addresses
  if (refused !== undefined || first === undefined)
    throw new Error(`${host} leads to ${refused ?? 'nowhere'}, which is not on the public internet.`)
  return first
}
