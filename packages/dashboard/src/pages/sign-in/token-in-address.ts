/** The token of a one-time link: behind the #, so that it reaches no log of any server in between. */
export function tokenInAddress(): string {
  return new URLSearchParams(window.location.hash.slice(1)).get('token') ?? ''
}
