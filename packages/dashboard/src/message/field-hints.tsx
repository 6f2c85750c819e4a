import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'
import classes from './message-fields.module.css'
import { FIELD_IDS, type Written } from './written.ts'

const HINTS = [
  '{{ contact.firstName | default: "there" }}',
  '{{ contact.name }}',
  '{{ contact.email }}',
  '{{ unsubscribe_url }}',
]

type Props = {
  written: Written
  set: (change: Partial<Written>) => void
  /** Where it is put: the source of mail, unless said. */
  source?: 'text'
  hints?: string[]
}

/** What can be put in where the cursor stands. */
export function FieldHints({ written, set, source: given, hints = HINTS }: Props) {
  const fields = useQuery({
    queryKey: ['fields', 'hints'],
    queryFn: ({ signal }) => client.fields.list({}, { signal }),
    staleTime: 60_000,
  })
  const source = given ?? (written.mjml === '' ? 'html' : 'mjml')
  const insert = (hint: string) => {
    const area = document.getElementById(FIELD_IDS[given ?? 'html'])
    const text = written[source]
    const [start, end] =
      area instanceof HTMLTextAreaElement ? [area.selectionStart, area.selectionEnd] : [text.length, text.length]
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
      {own.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <button type="button" className={classes.hint}>
              Your fields <IconChevronDown size={12} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            {own.map(({ key, name }) => (
              <Menu.Item key={key} onClick={() => insert(`{{ contact.fields.${key} | default: "" }}`)}>
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
