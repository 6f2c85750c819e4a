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
  const wanted = search.trim().toLowerCase()
  const found = subjects.filter(({ label, group }) => `${label} ${group}`.toLowerCase().includes(wanted))
  const groups = Map.groupBy(found, ({ group }) => group)
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
          {[...groups].map(([group, members]) => (
            <Combobox.Group key={group} label={group}>
              {members.map(({ id, label }) => (
                <Combobox.Option key={id} value={id}>
                  {label}
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
          {found.length === 0 && <Combobox.Empty>Nothing is called “{search}”.</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
