import { Button, Code, CopyButton } from '@mantine/core'
import classes from './copy-line.module.css'

type Props = {
  text: string
  label?: string
  /** What it is, for those who cannot see what stands beside the button. */
  what?: string
  onto?: 'notice'
}

/** A text to be used elsewhere, with its button to copy it. */
export function CopyLine({ text, label = 'Copy', what, onto }: Props) {
  return (
    <div className={classes.line} data-onto={onto}>
      <Code className={classes.text}>{text}</Code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            size="xs"
            variant="default"
            flex="none"
            onClick={copy}
            aria-label={what && `${copied ? 'Copied' : label}: ${what}`}
          >
            {copied ? 'Copied' : label}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
