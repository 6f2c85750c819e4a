import classes from './builder.module.css'
import { SuggestedInput } from './suggested-input.tsx'
import type { SeenProperty } from './use-seen-events.ts'

type Props = {
  label: string
  value: string
  properties: SeenProperty[]
  onChange: (property: string) => void
  invalid: boolean
}

/** The name of an event's property, with those that events have to choose from. */
export function PropertyInput({ properties, ...props }: Props) {
  const seen = new Map(properties.map(({ property, events }) => [property, events]))
  return <SuggestedInput {...props} seen={seen} className={classes.property} placeholder="Property" />
}
