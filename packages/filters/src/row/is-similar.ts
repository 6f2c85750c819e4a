import type { SimilarMatch } from '../lowering.ts'

/**
 * Whether some word of a text begins like this one, give or take so many typos: a letter too many, missing, wrong, or two
 * neighbours the wrong way round (no letter is touched twice).
 *
 * A word begins at a letter or digit with none before it; what is compared runs on over dots, blanks and the like, but not
 * over the end of a line. Everything outside ASCII counts as a letter.
 */
export function isSimilar(text: string, { word, typos }: Pick<SimilarMatch, 'word' | 'typos'>): boolean {
  const asked = Array.from(word)
  return text.split('\n').some((line) => {
    const letters = Array.from(line)
    return letters.some((_, at) => beginsWord(letters, at) && beginsLike(letters.slice(at), asked, typos))
  })
}

function beginsWord(letters: string[], at: number): boolean {
  return isLetter(letters[at]) && !isLetter(letters[at - 1])
}

function isLetter(letter: string | undefined): boolean {
  return letter !== undefined && (letter >= '\u0080' || /[0-9a-z]/i.test(letter))
}

/** The optimal string alignment distance, row by row: how far the word's first letters are from the text's first ones. */
function beginsLike(letters: string[], word: string[], typos: number): boolean {
  let twoBefore: number[] = []
  let before = [0, ...word.map((_, at) => at + 1)]
  for (const [row, letter] of letters.entries()) {
    const distances = [row + 1]
    for (const [at, asked] of word.entries()) {
      const isTurned = at > 0 && row > 0 && asked === letters[row - 1] && word[at - 1] === letter
      distances[at + 1] = Math.min(
        distances[at] + 1,
        before[at + 1] + 1,
        before[at] + (asked === letter ? 0 : 1),
        isTurned ? twoBefore[at - 1] + 1 : Number.POSITIVE_INFINITY,
      )
    }
    if (distances[word.length] <= typos) return true
    if (Math.min(...distances) > typos) return false
    twoBefore = before
    before = distances
  }
  return false
}
