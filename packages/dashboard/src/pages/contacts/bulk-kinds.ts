import type { BulkAction } from './bulk-action.ts'

export type BulkKind = BulkAction['action']

/** Those behind the menu, in its order. */
export const MORE_KINDS: [kind: BulkKind, label: string][] = [
  ['set_field', 'Set a field'],
  ['set_status', 'Set the e-mail status'],
  ['set_funnel', 'Set the funnel stage'],
  ['add_to_segment', 'Add to a static list'],
  ['remove_from_segment', 'Take off a static list'],
  ['remove_all_tags', 'Remove all tags'],
  ['delete', 'Delete'],
]

/** What the button promises, with the number of people. */
export const PROMISES: Record<BulkKind, (people: string) => string> = {
  add_tags: (people) => `Add to ${people}`,
  remove_tags: (people) => `Remove from ${people}`,
  remove_all_tags: (people) => `Remove all tags from ${people}`,
  add_to_segment: (people) => `Add ${people} to the list`,
  remove_from_segment: (people) => `Take ${people} off the list`,
  set_funnel: (people) => `Set the stage of ${people}`,
  set_field: (people) => `Set it for ${people}`,
  set_status: (people) => `Set the status of ${people}`,
  delete: (people) => `Delete ${people}`,
}

const NAMES: Record<string, string> = {
  add_tags: 'Tags added',
  remove_tags: 'Tags removed',
  remove_all_tags: 'All tags removed',
  add_to_segment: 'Added to a list',
  remove_from_segment: 'Taken off a list',
  set_funnel: 'Funnel stage set',
  set_field: 'Field set',
  set_status: 'E-mail status set',
  delete: 'Deleted',
  undo: 'Undone',
}

/** What a job of the past did. */
export function jobName(action: string): string {
  return NAMES[action] ?? action.replaceAll('_', ' ')
}
