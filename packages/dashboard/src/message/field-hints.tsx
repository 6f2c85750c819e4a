import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'
import classes from './message-fields.module.css'
import { FIELD_IDS, type Part, type Written } from './written.ts'

const HINTS = [
  '{{ contact.firstName | default: "there" }}',
  '{{ contact.name }}',
  '{{ contact.email }}',
  '{{ unsubscribe_url }}',
]

/** What every contact has besides. */
const BUILT_IN = [
  ['company', 'Company'],
  ['jobTitle', 'Job title'],
  ['phone', 'Phone'],
  ['country', 'Country'],
  ['language', 'Language'],
  ['timezone', 'Time zone'],
  ['lastName', 'Last name'],
  ['source', 'Source'],
  ['externalId', 'External id'],
] as const

type Props = {
  written: Written
  set: (change: Partial<Written>) => void
  /** The part in which the cursor stood last. */
  into: Part
  hints?: string[]
}

/** What can be put in where the cursor stood last. */
export function FieldHints({ written, set, into, hints = HINTS }: Props) {
  const fields = useQuery({
    queryKey: ['fields', 'hints'],
    queryFn: ({ signal }) => client.fields.list({}, { signal }),
    staleTime: 60_000,
  })
  const source = into === 'html' && written.mjml !== '' ? 'mjml' : into
  const insert = (hint: string) => {
    const area = document.getElementById(FIELD_IDS[into])
    const text = written[source]
    const isField = area instanceof HTMLTextAreaElement || area instanceof HTMLInputElement
    const start = (isField && area.selectionStart) || 0
    const end = (isField && area.selectionEnd) || 0
    set({ [source]: text.slice(0, start) + hint + text.slice(end) })
    area?.focus()
  }
  const own = fields.data?.data ?? []
  return (
    <div className={classes.hints}>
      Put in:
      {hints.map((hint) => (
        <button key={hint} type="button" className={classes.hint} onClick={() => insert(hint)}>
          {hint}
        </button>
      ))}
      <Menu position="bottom-start" returnFocus={false}>
        <Menu.Target>
          <button type="button" className={classes.hint}>
            More fields <IconChevronDown size={12} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {own.length > 0 && <Menu.Label>Your fields</Menu.Label>}
          {own.map(({ key, name }) => (
            <Menu.Item key={key} onClick={() => insert(`{{ contact.fields.${key} | default: "" }}`)}>
              {name}
            </Menu.Item>
          ))}
          {own.length > 0 && <Menu.Label>What every contact has</Menu.Label>}
          {BUILT_IN.map(([key, name]) => (
            <Menu.Item key={key} onClick={() => insert(`{{ contact.${key} | default: "" }}`)}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
