/** Why a file cannot be imported at all, in a sentence for whoever uploaded it. */
export class FileProblem extends Error {}
