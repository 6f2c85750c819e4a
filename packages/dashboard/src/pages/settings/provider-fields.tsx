import { Anchor, PasswordInput, Select, TextInput } from '@mantine/core'
import entry from '../../parts/entry-form.module.css'
import type { ProviderKind } from './providers.ts'

type Field = ProviderKind['fields'][number]

/** By key; what is left away stays as it is. */
export type Given = Record<string, string>

type Props = {
  kind: ProviderKind
  /** What is known already: settings as they are, of secrets the last letters. */
  known: { settings: Given; secrets: Given }
  given: Given
  onChange: (given: Given) => void
}

/** The settings of an account, as its service describes them. */
export function ProviderFields({ kind, known, given, onChange }: Props) {
  return kind.fields.map((field) => {
    const { key, fallback } = field
    const put = (value: string | undefined) => {
      const { [key]: _, ...others } = given
      onChange(value === undefined ? others : { ...others, [key]: value })
    }
    if (field.secret) {
      return <SecretField key={key} field={field} hint={known.secrets[key]} value={given[key]} onChange={put} />
    }
    const value = given[key] ?? known.settings[key] ?? ''
    const shared = { label: field.label, description: field.help, required: field.required }
    if (field.options) {
      return (
        <Select
          key={key}
          {...shared}
          allowDeselect={false}
          data={field.options}
          value={value || fallback || null}
          onChange={(next) => next && put(next)}
        />
      )
    }
    return (
      <TextInput
        key={key}
        {...shared}
        maxLength={2_000}
        autoComplete="off"
        placeholder={fallback || undefined}
        value={value}
        onChange={({ currentTarget }) => put(currentTarget.value)}
      />
    )
  })
}

type SecretProps = {
  field: Field
  hint: string | undefined
  value: string | undefined
  onChange: (value: string | undefined) => void
}

/** A secret is never shown again: what is not typed stays, and what need not be there can be forgotten. */
function SecretField({ field: { label, help, required }, hint, value, onChange }: SecretProps) {
  const isForgotten = hint !== undefined && value === ''
  const after =
    hint === undefined ? null : isForgotten ? (
      <Choice words="It will be forgotten when you save." act="Keep it" run={() => onChange(undefined)} />
    ) : (
      <Choice
        words={`Empty keeps the present one, ${hint}.`}
        act={required ? undefined : 'Forget it'}
        run={() => onChange('')}
      />
    )
  return (
    <PasswordInput
      label={label}
      description={
        <>
          {help} {after}
        </>
      }
      required={required && hint === undefined}
      withAsterisk={required}
      maxLength={2_000}
      autoComplete="new-password"
      placeholder={isForgotten ? undefined : hint}
      className={help.length > 80 ? entry.wide : undefined}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    />
  )
}

function Choice({ words, act, run }: { words: string; act: string | undefined; run: () => void }) {
  return (
    <>
      {words}{' '}
      {act && (
        <Anchor component="button" type="button" size="xs" underline="always" onClick={run}>
          {act}
        </Anchor>
      )}
    </>
  )
}
