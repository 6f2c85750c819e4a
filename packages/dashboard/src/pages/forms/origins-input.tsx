import { TagsInput } from '@mantine/core'
import { toOrigin } from './to-origin.ts'

const MOST = 20

type Props = { value: string[]; onChange: (origins: string[]) => void }

/** The websites that may have the form in their pages. */
export function OriginsInput({ value, onChange }: Props) {
  const wrong = value.filter((text) => toOrigin(text) === undefined)
  return (
    <TagsInput
      label="Websites that may have it in their pages"
      description="Such as https://example.org, each with Enter. None: any website. Its own page always works."
      placeholder={value.length === 0 ? 'Any website' : undefined}
      maxTags={MOST}
      value={value}
      onChange={(texts) => onChange([...new Set(texts.map((text) => toOrigin(text) ?? text))])}
      error={wrong.length > 0 && `${wrong.map((text) => `“${text}”`).join(', ')} is no address of a website.`}
    />
  )
}
