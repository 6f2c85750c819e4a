import type { Product } from '../product.ts'
import { type Catcher, startCatcher } from './catcher.ts'
import type { Sender } from './sender.ts'
import { openSmtpSender, parseSmtpUrl } from './smtp.ts'

/** The built-in sending of all projects. */
export type BuiltInSenders = { get(projectId: number): Promise<Sender>; close(): Promise<void> }

/** With SMTP_URL one sender for everyone; without it the built-in catcher, which keeps the projects' mail apart. */
export function openBuiltInSenders(
  product: Pick<Product, 'config' | 'database' | 'now' | 'randomBytes' | 'log'>,
): BuiltInSenders {
  const { smtpUrl } = product.config
  return smtpUrl === null ? openCatcherSenders(product) : openSharedSender(smtpUrl)
}

function openSharedSender(smtpUrl: string): BuiltInSenders {
  const sender = openSmtpSender(parseSmtpUrl(smtpUrl))
  return { get: async () => sender, close: () => sender.close() }
}

function openCatcherSenders(product: Parameters<typeof startCatcher>[0]): BuiltInSenders {
  const senders = new Map<number, Sender>()
  let starting: Promise<Catcher> | undefined
  return {
    async get(projectId) {
      starting ??= startCatcher(product).catch((error: unknown) => {
        // The next message tries again.
        starting = undefined
        throw error
      })
      const catcher = await starting
      const sender = senders.get(projectId) ?? openSmtpSender(catcher.server(projectId))
      senders.set(projectId, sender)
      return sender
    },
    async close() {
      for (const sender of senders.values()) await sender.close()
      await (await starting)?.close()
    },
  }
}
