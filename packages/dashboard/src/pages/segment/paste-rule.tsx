import { Button, Textarea } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import { RollcallError } from '@rollcall/sdk'
import { type FormEvent, useState } from 'react'
import { client, troubleOf } from '../../api.ts'
import { useChange } from '../../use-change.ts'
import { readRule } from './rule-text.ts'
import classes from './segment.module.css'

type Props = { start: string; onRule: (filter: Filter) => void }

/** A rule as JSON, in any way in which the API takes one; what it refuses is shown with its place. */
export function PasteRule({ start, onRule }: Props) {
  const [text, setText] = useState(start)
  const [problem, setProblem] = useState<string>()
  const read = useChange((rule: object) => client.segments.preview({ filters: { ...rule } }), {
    changes: [],
    ownErrors: true,
    // why: the server has checked and normalised it
    done: ({ filters }) => onRule(filters as Filter),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = readRule(text)
    if ('problem' in given) setProblem(given.problem)
    else read.mutate(given.rule)
  }
  return (
    <form onSubmit={submit}>
      <Textarea
        label="The rule as JSON"
        data-autofocus
        autosize
        minRows={6}
        maxRows={14}
        spellCheck={false}
        classNames={{ input: classes.code, error: classes.problems }}
        error={problem ?? (read.error ? problemsIn(read.error) : undefined)}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setProblem(undefined)
          read.reset()
        }}
      />
      <Button type="submit" mt="sm" fullWidth loading={read.isPending} disabled={text.trim() === ''}>
        Use this rule
      </Button>
    </form>
  )
}

const MOST_SHOWN = 5

function problemsIn(error: Error): string {
  const problems = error instanceof RollcallError ? error.errors : []
  if (problems.length === 0) return troubleOf(error).what
  return problems
    .slice(0, MOST_SHOWN)
    .map(({ pointer, detail }) => [pointer.replace(/^\/filters/, ''), detail].filter(Boolean).join(': '))
    .join('\n')
}
