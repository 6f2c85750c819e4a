/** The instant at which a request wants today's data judged: the one that it names, or now. */
export function judgedAt({ now }: { now: () => Date }, at: string | undefined): Date {
  return at === undefined ? now() : new Date(at)
}
