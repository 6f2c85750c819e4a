import { ActionIcon, Button, Select } from '@mantine/core'
import type { Condition } from '@rollcall/filters'
import { IconSelector, IconX } from '@tabler/icons-react'
import classes from './builder.module.css'
import { blankCondition, type Catalogue, withOperand, withOperator, withPart } from './catalogue.ts'
import { OperandEditor } from './operand-editor.tsx'
import { PartsEditor } from './parts-editor.tsx'
import { SubjectPicker } from './subject-picker.tsx'

type Props = {
  condition: Condition
  catalogue: Catalogue
  problems: string[]
  onChange: (condition: Condition) => void
  onRemove: () => void
}

/** One question: what about, how compared, with what; and what is wrong with it, if anything. */
export function ConditionRow({ condition, catalogue, problems, onChange, onRemove }: Props) {
  return (
    <div className={classes.condition} data-invalid={problems.length > 0 || undefined}>
      <div className={classes.question}>
        <Question {...{ condition, catalogue, onChange }} invalid={problems.length > 0} />
      </div>
      <ActionIcon onClick={onRemove} aria-label="Remove this condition" className={classes.remove}>
        <IconX size={15} />
      </ActionIcon>
      {problems.map((problem) => (
        <p key={problem} className={classes.problem} role="alert">
          {problem}
        </p>
      ))}
    </div>
  )
}

type QuestionProps = Pick<Props, 'condition' | 'catalogue' | 'onChange'> & { invalid: boolean }

function Question({ condition, catalogue, onChange, invalid }: QuestionProps) {
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
      <div className={classes.operand}>
        <OperandEditor
          // Another subject or operator starts its editor afresh.
          key={`${subject.id} ${operator.input}`}
          input={operator.input}
          label={`${subject.label} ${operator.label}`}
          operand={operand}
          choices={subject.choices ?? []}
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
