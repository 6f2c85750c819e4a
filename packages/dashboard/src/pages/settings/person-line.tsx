import type { Reply } from '@rollcall/sdk'
import { Link } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { useChange } from '../../use-change.ts'
import { RoleSelect } from './role-select.tsx'
import { ROLE_WORDS, type Role } from './role-words.ts'
import classes from './settings.module.css'

type People = Reply<'people.list'>
type Person = People['data'][number]

/** Somebody of the project: their role, and the way out. Nobody changes their own. */
export function PersonLine({ person, mayChange }: { person: Person; mayChange: boolean }) {
  const { id, name, email, role, isYou, joinedAt } = person
  const change = useChange((next: Role) => client.people.update(id, { role: next }), {
    changes: ['people', 'audit'],
    guesses: (next) => [{ key: ['people'], edit: (people: People) => withRole(people, id, next) }],
    undo: (_person, next) => ({
      words: `${name ?? email} is now ${ROLE_WORDS[next].label.toLowerCase()}.`,
      run: () => client.people.update(id, { role }),
    }),
  })
  const remove = useChange(() => client.people.remove(id), { changes: ['people', 'audit'] })
  return (
    <div className={classes.line}>
      <div className={classes.words}>
        <div className={classes.title}>
          {name ?? email}
          {isYou && <span className={classes.mark}>You</span>}
        </div>
        <div className={classes.quiet}>
          {name ? `${email} · ` : ''}joined <Ago time={joinedAt} />
        </div>
        <div className={classes.quiet}>{ROLE_WORDS[role].may}</div>
      </div>
      {isYou || !mayChange ? (
        <div className={classes.actions}>
          <span>{ROLE_WORDS[role].label}</span>
          {isYou && <Link to="/settings/account">Your account</Link>}
        </div>
      ) : (
        <div className={classes.actions}>
          <RoleSelect label={`Role of ${name ?? email}`} value={role} onChange={(next) => change.mutate(next)} />
          <InlineConfirm
            ask="Remove"
            question={`${name ?? email} is signed out at once. What they made stays.`}
            yes="Remove them"
            no="Keep them"
            busy={remove.isPending}
            run={() => remove.mutate()}
          />
        </div>
      )}
    </div>
  )
}

function withRole(people: People, id: string, role: Role): People {
  return { ...people, data: people.data.map((person) => (person.id === id ? { ...person, role } : person)) }
}
