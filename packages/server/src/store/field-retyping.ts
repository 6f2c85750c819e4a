import type { Field, FieldType } from '@rollcall/filters'
import { fieldTextReader } from '../contacts/read-field.ts'
import { valueText } from '../contacts/value-text.ts'
import { invalid } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'
import { refuseInUse } from './definition-uses.ts'
import { fieldValues, type HeldValue, replaceFieldValues, setFieldType } from './field-values.ts'
import { acceptedOptions, type FieldReply, getField, takeField } from './fields.ts'
import { toPrepareContext } from './prepare-context.ts'
import { isRule } from './uses.ts'

export type Retyping = { key: string; type: FieldType; options?: string[] | undefined }

/**
 * Makes a field another type and reads all its values anew. Refused while a rule uses the field, whose operators would mean
 * nothing (a form asks for whatever type it is), and when a value is not of the new type.
 */
export async function retypeField(transaction: Transaction, { key: text, type, options }: Retyping): Promise<void> {
  await takeField(transaction, text)
  const current = await getField(transaction, transaction.projectId, text)
  const { key, name } = current
  await refuseInUse(transaction, { kind: 'field', id: key, name, where: isRule })
  const next = { key, name, type, options: acceptedOptions({ type, options }) }
  const read = reader(next)
  await refuseMisfits(transaction, current, { type, read })
  for await (const page of fieldValues(transaction, key)) {
    await replaceFieldValues(
      transaction,
      key,
      page.map(({ rowNo, value }) => ({ rowNo, ...toValue(read(value)) })),
    )
  }
  await setFieldType(transaction, next)
}

type Read = ReturnType<typeof reader>

function reader({
  key,
  name,
  type,
  options,
}: {
  key: string
  name: string
  type: FieldType
  options: string[] | null
}) {
  const { fields } = toPrepareContext([{ key, name, type, ...(options && { options }) }])
  const field: Field | undefined = fields.get(key)
  if (!field) throw new Error(`The field ${key} was lost on its way.`)
  const readText = fieldTextReader()
  return (value: HeldValue['value']) => readText(field, valueText(value))
}

function toValue(read: ReturnType<Read>) {
  if ('problem' in read) throw new Error(`A value that was checked does not fit: ${read.problem}`)
  return read
}

const SHOWN = 3

/** What reading the values of a field as another type comes to. */
export type TypeFit = { fitting: number; misfits: number; examples: string[] }

/** How many values of a field are of another type too, and some of those that are not. */
export async function tryFieldType(
  record: Queryable & { projectId: number },
  { key, name }: FieldReply,
  { type, options }: Omit<Retyping, 'key'>,
): Promise<TypeFit> {
  const read = reader({ key, name, type, options: acceptedOptions({ type, options }) })
  return countFits(record, key, read)
}

async function countFits(record: Queryable & { projectId: number }, key: string, read: Read): Promise<TypeFit> {
  const fit = { fitting: 0, misfits: 0 }
  const examples = new Set<string>()
  for await (const page of fieldValues(record, key)) {
    for (const { value } of page) {
      if (!('problem' in read(value))) {
        fit.fitting += 1
        continue
      }
      fit.misfits += 1
      if (examples.size < SHOWN) examples.add(valueText(value).slice(0, 100))
    }
  }
  return { ...fit, examples: [...examples] }
}

async function refuseMisfits(
  transaction: Transaction,
  { key }: FieldReply,
  { type, read }: { type: FieldType; read: Read },
) {
  const { misfits: count, examples } = await countFits(transaction, key, read)
  if (count === 0) return
  const who = count === 1 ? '1 contact has a value that is' : `${count} contacts have values that are`
  const shown = examples.map((value) => JSON.stringify(value)).join(', ')
  throw invalid('/type', `${who} no ${type}, such as ${shown}: change those first`)
}
