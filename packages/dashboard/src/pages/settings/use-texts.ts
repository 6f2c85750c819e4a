import { useState } from 'react'

/** Texts of a form, by name, against those that are saved; blank instead of absent. */
export function useTexts<const Name extends string>(saved: Record<Name, string>) {
  const [given, setGiven] = useState(saved)
  // why: Object.keys forgets that there are no other names
  const names = Object.keys(saved) as Name[]
  return {
    given,
    setGiven,
    isSame: names.every((name) => given[name].trim() === saved[name]),
    /** The value of an input, and what it does when somebody types. */
    field: (name: Name) => ({
      value: given[name],
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
        setGiven({ ...given, [name]: currentTarget.value }),
    }),
  }
}
