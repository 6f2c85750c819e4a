import { Combobox, useCombobox } from '@mantine/core'
import type { BuilderSubject } from '@rollcall/filters'
import { type ReactNode, useState } from 'react'

type Props = {
  subjects: BuilderSubject[]
  onPick: (subject: BuilderSubject) => void
  /** Renders the button that opens the list. */
  children: (open: () => void) => ReactNode
}

/** Finds what a condition is about, by name, under its group. */
export function SubjectPicker({ subjects, onPick, children }: Props) {
  const [search, setSearch] = useState('')
  const box = useCombobox({
    onDropdownOpen: () => box.focusSearchInput(),
    onDropdownClose: () => {
      box.resetSelectedOption()
      setSearch('')
    },
  })
  const pick = (id: string) => {
    const subject = subjects.find((candidate) => candidate.id === id)
    if (subject) onPick(subject)
    box.closeDropdown()
  }
  return (
    <Combobox store={box} onOptionSubmit={pick} width={280} position="bottom-start" withinPortal>
      <Combobox.Target targetType="button">{children(() => box.toggleDropdown())}</Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            box.updateSelectedOptionIndex()
          }}
          placeholder="Find a field, tag, status…"
          aria-label="Find what to ask about"
        />
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }}>
          <Found subjects={subjects} search={search} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

/** A component of its own, so that nothing is looked for where the list is closed: every row has one. */
function Found({ subjects, search }: Pick<Props, 'subjects'> & { search: string }) {
  const wanted = search.trim().toLowerCase()
  const found = subjects.filter(({ label, group }) => `${label} ${group}`.toLowerCase().includes(wanted))
  if (found.length === 0) return <Combobox.Empty>Nothing is called “{search}”.</Combobox.Empty>
  return [...Map.groupBy(found, ({ group }) => group)].map(([group, members]) => (
    <Combobox.Group key={group} label={group}>
      {members.map(({ id, label }) => (
        <Combobox.Option key={id} value={id}>
          {label}
        </Combobox.Option>
      ))}
    </Combobox.Group>
  ))
}
