import type { Action } from '../../action.ts'
import { removePersonAction, updatePersonAction } from './change-person.ts'
import { createInvitationAction, listInvitationsAction, revokeInvitationAction } from './invitations.ts'
import { listPeopleAction } from './list-people.ts'

export const peopleActions: Action[] = [
  listPeopleAction,
  updatePersonAction,
  removePersonAction,
  listInvitationsAction,
  createInvitationAction,
  revokeInvitationAction,
]
