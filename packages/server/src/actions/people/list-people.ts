import { peopleList } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listPeople } from '../../store/people.ts'
import { toPerson } from './to-person.ts'

export const listPeopleAction = action(peopleList, async ({ product, caller }) => {
  const people = await listPeople(product.database, caller.projectId)
  return { data: people.map((person) => toPerson(person, caller)), has_more: false, next_cursor: null }
})
