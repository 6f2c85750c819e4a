/** Where drawing starts: `ROLLCALL_SEED`, to see a failure again, or anywhere. */
export const SEED = Number(process.env.ROLLCALL_SEED ?? Math.floor(Math.random() * 2 ** 31))
