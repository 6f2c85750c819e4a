/** The set with the member if it had not, without it if it had. */
export function toggled(members: ReadonlySet<string>, member: string): ReadonlySet<string> {
  return new Set(members.has(member) ? [...members].filter((other) => other !== member) : [...members, member])
}
