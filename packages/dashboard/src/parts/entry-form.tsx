import { Button } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import classes from './entry-form.module.css'
import { ErrorState } from './error-state.tsx'

type Props = {
  label: string
  save: { mutate: () => void; isPending: boolean; error: Error | null }
  /** What the button does, such as "Create the field". */
  words: string
  isDisabled?: boolean
  /** The way out of a form that was opened to make something. */
  close?: () => void
  children: ReactNode
}

/** Fields in two columns, the button that saves them, and why that failed. */
export function EntryForm({ label, save, words, isDisabled = false, close, children }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit} className={classes.form} aria-label={label}>
      {children}
      <div className={`${classes.wide} ${classes.end}`}>
        <Button type="submit" loading={save.isPending} disabled={isDisabled}>
          {words}
        </Button>
        {close && (
          <Button variant="default" onClick={close}>
            Not now
          </Button>
        )}
      </div>
      {save.error && (
        <div className={classes.wide}>
          <ErrorState error={save.error} />
        </div>
      )}
    </form>
  )
}
