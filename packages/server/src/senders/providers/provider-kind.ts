import type { TextChannel } from '@rollcall/contract'
import { z } from 'zod'
import type { ApiClient } from '../../outbound/api-client.ts'
import type { Sender } from '../sender.ts'
import type { TextMessage } from '../text-message.ts'

/** One thing that an account at a sending service needs, as a form shows it. */
export type Field = {
  label: string
  help: string
  /** Sealed in the record and never shown again. */
  isSecret: boolean
  isRequired: boolean
  /** What may be chosen; null: any text. */
  options: readonly string[] | null
  /** Holds when nothing is given. */
  fallback: string
  shape: z.ZodType<string>
  /** Of a secret: what Rollcall makes when nothing is given, shown once. */
  make?: (randomBytes: (count: number) => Buffer) => string
}

/** What somebody gave for each field; an empty text for what was left away. */
export type Settings<Fields extends Record<string, Field> = Record<string, Field>> = { [Key in keyof Fields]: string }

/** What a service is spoken to with. */
export type Tools = {
  api: ApiClient
  allowPrivate: boolean
  now: () => Date
  /** Where the service may report to. */
  reportUrl: string
}

/** What came of trying an account, in a sentence. */
export type Tried = { isWorking: boolean; detail: string }

/** A request that says it comes from a service, by the public address that it was made to. Header names are in lower case. */
export type Hook = { body: Buffer; headers: Record<string, string>; url: string; at: Date }

/** One report out of a hook. key: counts once; nonce: may come with no other report. */
export type ReceivedReport = { key: string; nonce: string | null; body: string }

/** Why a hook is not believed; the message is a sentence. */
export class HookRefused extends Error {}

/** What became of a message after the service took it over. */
export type Report = {
  what: 'taken' | 'delivered' | 'delayed' | 'undelivered' | 'bounced' | 'complained' | 'unsubscribed'
  /** When, by the service's clock; null: it did not say. */
  at: Date | null
  /** Texts in which our id of the delivery stands, if the service gave it back. */
  traces: string[]
  /** The service's own id of the message. */
  reference: string | null
  /** In the words of the service. */
  note: string
}

/** What somebody wrote to us, by the address that it came from. */
export type Answer = {
  channel: TextChannel
  from: string
  /** stop, start: they want nothing more, or again something. other: whatever else. */
  what: 'stop' | 'start' | 'other'
  /** For the proof: the word, and the service's own id of what they wrote. */
  word: string
  reference: string
}

/** How messages leave: mail, or texts on some channels; of several, the setting `channel` says which. */
type Carrying<Fields extends Record<string, Field>> =
  | { open(settings: Settings<Fields>, tools: Tools): Sender; channels?: undefined; openTexts?: undefined }
  | {
      channels: readonly TextChannel[]
      openTexts(settings: Settings<Fields>, tools: Tools): Sender<TextMessage>
      open?: undefined
    }

/** A sending service: everything that Rollcall knows about it. */
export type ProviderKind<Fields extends Record<string, Field> = Record<string, Field>> = Carrying<Fields> & {
  /** Saved in the record: never rename. */
  id: string
  name: string
  fields: Fields
  /** The host that messages leave through. */
  hostOf(settings: Settings<Fields>): string
  /** Tries the account without sending anything. */
  test(settings: Settings<Fields>, tools: Tools): Promise<Tried>
  /** How the service tells what became of messages; null: not by HTTP. */
  webhook: {
    /** What somebody does at the service so that it reports here, in sentences. */
    setUp: string
    /** Proves where a hook comes from and takes it apart. Throws a HookRefused. */
    receive(hook: Hook, settings: Settings<Fields>, tools: Tools): ReceivedReport[] | Promise<ReceivedReport[]>
    /** What a report means; null: nothing that counts. */
    read(body: string): Report | null
    /** What somebody answered; null: it is a report about a message. */
    readAnswer?(body: string): Answer | null
    /** What a hook is answered with; an empty object of JSON unless given. */
    reply?: { type: string; body: string }
  } | null
}

/** Keeps the names of a kind's fields, so that its own functions are checked against them. */
export function providerKind<const Fields extends Record<string, Field>>(kind: ProviderKind<Fields>): ProviderKind {
  return kind
}

const LONGEST_TEXT = 2_000
const line = z
  .string()
  .trim()
  .max(LONGEST_TEXT)
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'must be one line')

/** A text that may be shown. */
export function textField(label: string, help: string, changes: Partial<Field> = {}): Field {
  return { label, help, isSecret: false, isRequired: true, options: null, fallback: '', shape: line, ...changes }
}

/** A text that nobody sees again. */
export function secretField(label: string, help: string, changes: Partial<Field> = {}): Field {
  return textField(label, help, { isSecret: true, ...changes })
}

/** Where a service's API is, for those who reach it some other way. */
export function baseUrlField(fallback: string): Field {
  return textField('Base URL', `Only if you reach the API at another address than ${fallback || 'usual'}.`, {
    isRequired: false,
    fallback,
    shape: line.refine((text) => text === '' || isBaseUrl(text), 'must be an address such as https://api.example.org'),
  })
}

function isBaseUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash
}

/** An address of an API below a base URL. */
export function below(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}${path}`
}
