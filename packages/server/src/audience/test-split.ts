/** How a test divides the people who get a campaign. */
export type TestSplit = { inTest: number; eachVersion: number; waiting: number }

/** About how many take part in a test and how many wait: who is drawn is known at the launch, who is skipped a little later. */
export function testSplit(willBeSent: number, { share, versions }: { share: number; versions: number }): TestSplit {
  const inTest = Math.round((willBeSent * share) / 100)
  return { inTest, eachVersion: Math.floor(inTest / versions), waiting: willBeSent - inTest }
}
