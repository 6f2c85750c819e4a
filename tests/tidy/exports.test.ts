import { expect, it } from 'vitest'
import { sourceFiles } from './source-file.ts'

/** Words of the files, each with how many of them have it. */
function countFiles(texts: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const word of new Set(text.match(/\w+/g))) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

// Types may be exported for whoever reads what they are part of.
it('a function, constant or class is exported for another file', () => {
  const files = sourceFiles()
  const counts = countFiles(files.map(({ text }) => text))
  const needless = files
    .filter(({ path }) => path.startsWith('packages/'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?:async )?(?:function\*?|const|class|let) (\w+)/gm)].map(([, name]) => ({
        path,
        name: name ?? '',
      })),
    )
    .filter(({ name }) => counts.get(name) === 1)
  expect(needless.map(({ path, name }) => `${path}: ${name}`)).toEqual([])
})
