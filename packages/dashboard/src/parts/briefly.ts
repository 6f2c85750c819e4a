// Longer is noticed: then the page stands, with skeletons where answers are missing.
const BRIEFLY_MS = 80

/** Waits for answers for as long as nobody notices, so that a page whose answers are quick is drawn once, and whole. */
export async function briefly(answers: Promise<unknown>[]): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, BRIEFLY_MS))
  await Promise.race([Promise.allSettled(answers), patience])
}
