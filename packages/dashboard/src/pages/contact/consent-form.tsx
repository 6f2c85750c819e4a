import { Group, Textarea, TextInput } from '@mantine/core'
import type { Body } from '@rollcall/sdk'
import { type FormEvent, useState } from 'react'
import { FormFoot } from '../../parts/form-foot.tsx'
import { problemAt } from '../../problem-at.ts'
import classes from './contact.module.css'

export type Proof = NonNullable<Body<'contacts.update'>['proof']>

type Props = {
  /** What the button does, such as "Unsubscribe". */
  label: string
  run: (proof: Proof) => Promise<unknown>
  close: () => void
}

/** A change of consent with how we know: no change without a source. */
export function ConsentForm({ label, run, close }: Props) {
  const [given, setGiven] = useState({ source: '', wording: '', at: '', ip: '' })
  const [trouble, setTrouble] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const field = (key: keyof typeof given) => ({
    size: 'xs' as const,
    value: given[key],
    error: problemAt(trouble, `proof/${key}`),
    onChange: (event: { currentTarget: { value: string } }) => setGiven({ ...given, [key]: event.currentTarget.value }),
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await run(toProof(given))
      close()
    } catch (error) {
      setTrouble(error)
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={classes.proofForm} aria-label={label}>
      <TextInput
        {...field('source')}
        label="Where did they say so?"
        placeholder="A form, a letter, a call on Tuesday"
        required
        autoFocus
        maxLength={500}
      />
      <Textarea {...field('wording')} label="The words they agreed to or wrote" autosize minRows={2} maxLength={5000} />
      <Group grow gap="xs" align="flex-end">
        <TextInput {...field('at')} label="When" type="datetime-local" />
        <TextInput {...field('ip')} label="From which IP address" maxLength={64} />
      </Group>
      <FormFoot words={label} isBusy={isBusy} isDisabled={given.source.trim() === ''} error={trouble} close={close} />
    </form>
  )
}

function toProof({ source, wording, at, ip }: Record<'source' | 'wording' | 'at' | 'ip', string>): Proof {
  return {
    source: source.trim(),
    ...(wording.trim() !== '' && { wording: wording.trim() }),
    ...(at !== '' && { at: new Date(at).toISOString() }),
    ...(ip.trim() !== '' && { ip: ip.trim() }),
  }
}
