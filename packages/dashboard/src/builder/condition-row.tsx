import { Button, Select } from '@mantine/core'
import type { Condition } from '@rollcall/filters'
import { IconSelector } from '@tabler/icons-react'
import classes from './builder.module.css'
import { useBuilder } from './builder-state.ts'
import { blankCondition, withOperand, withOperator, withPart } from './catalogue.ts'
import { type Path, pointerOf, replaceNode } from './edit-filter.ts'
import { OperandEditor } from './operand-editor.tsx'
import { PartsEditor } from './parts-editor.tsx'
import { RowNotes } from './row-notes.tsx'
import { SubjectPicker } from './subject-picker.tsx'

type Props = { condition: Condition; path: Path }

/** One question: what about, how compared, with what; and what is wrong with it, if anything. */
export function ConditionRow({ condition, path }: Props) {
  const { root, problems, onChange } = useBuilder()
  const pointer = pointerOf(path)
  const isHere = (given: string) => given === pointer || given.startsWith(`${pointer}/`)
  const invalid = problems.some((problem) => isHere(problem.pointer))
  return (
    <div className={classes.condition} data-invalid={invalid || undefined}>
      <div className={classes.question}>
        <Question {...{ condition, invalid }} onChange={(next) => onChange(replaceNode(root, path, next))} />
      </div>
      <RowNotes isHere={isHere} />
    </div>
  )
}

type QuestionProps = { condition: Condition; onChange: (condition: Condition) => void; invalid: boolean }

function Question({ condition, onChange, invalid }: QuestionProps) {
  const { catalogue } = useBuilder()
  const reading = catalogue.read(condition)
  if (!reading) return <code className={classes.unknown}>{JSON.stringify(condition)}</code>
  const { subject, operator, operand, parts } = reading
  return (
    <>
      <SubjectPicker subjects={catalogue.subjects} onPick={(picked) => onChange(blankCondition(picked))}>
        {(open) => (
          <Button
            variant="default"
            onClick={open}
            rightSection={<IconSelector size={14} aria-hidden />}
            className={classes.subject}
            justify="space-between"
            px="sm"
            aria-label={`About: ${subject.label}`}
          >
            {subject.label}
          </Button>
        )}
      </SubjectPicker>
      {subject.operators.length === 1 ? (
        <span className={classes.only}>{operator.label}</span>
      ) : (
        <Select
          aria-label="How it is compared"
          className={classes.operator}
          allowDeselect={false}
          data={subject.operators.map(({ id, label }) => ({ value: id, label }))}
          value={operator.id}
          onChange={(id) => id && onChange(withOperator(reading, id))}
        />
      )}
      <div className={classes.operand} data-answer>
        <OperandEditor
          // Another subject or operator starts its editor afresh.
          key={`${subject.id} ${operator.input}`}
          input={operator.input}
          label={`${subject.label} ${operator.label}`}
          operand={operand}
          choices={subject.choices ?? []}
          countedBy={catalogue.countedBy(subject)}
          invalid={invalid}
          isWholeDays={subject.operators.some(({ input }) => input === 'date')}
          onChange={(next) => onChange(withOperand(reading, next))}
        />
      </div>
      <PartsEditor
        // Another subject has other parts.
        key={subject.id}
        {...{ parts, invalid }}
        offered={operator.parts ?? []}
        tests={catalogue.tests}
        onChange={(key, value) => onChange(withPart(reading, key, value))}
      />
    </>
  )
}
