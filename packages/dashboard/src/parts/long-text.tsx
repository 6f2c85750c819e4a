import { Textarea, type TextareaProps } from '@mantine/core'

type Props = Omit<TextareaProps, 'onChange' | 'rows'> & {
  value: string
  onText: (text: string) => void
  rows: [least: number, most: number]
}

/** A text of several lines that grows with what is in it. */
export function LongText({ onText, rows: [minRows, maxRows], ...props }: Props) {
  return (
    <Textarea
      {...props}
      autosize
      minRows={minRows}
      maxRows={maxRows}
      onChange={({ currentTarget }) => onText(currentTarget.value)}
    />
  )
}
