import type { Catalog } from '../catalog.ts'
import { operatorsOn } from '../operators/index.ts'
import { comparison } from './comparison/comparison.ts'
import { oneSubject } from './comparison/subject.ts'
import { namedChoices } from './named-choices.ts'

/** Which tags a contact carries; their names are exact, `VIP` and `vip` are two. */
export const tag = comparison({
  id: 'tag',
  summary: 'Which tags a contact carries. `tags` are names, exact to the letter, or ids.',
  subjects: oneSubject((catalog: Catalog) => ({
    label: 'Tags',
    group: 'Contact',
    words: 'tags',
    column: 'tag',
    operators: operatorsOn('set'),
    choices: namedChoices(catalog, 'tag'),
    canBeEmpty: false,
  })),
  operators: operatorsOn('set'),
  operandKey: 'tags',
  names: 'tag',
  examples: [
    [{ sets: ['tag:tag_vip'] }, { op: 'has_any', tags: ['VIP', 'vip'] }, true],
    [{ sets: ['tag:tag_vip'] }, { op: 'has_any', tags: ['vip'] }, false],
    [{ sets: ['tag:tag_vip'] }, { op: 'has_all', tags: ['VIP', 'tag_vip'] }, true],
    [{ sets: ['tag:tag_vip'] }, { op: 'has_none', tags: ['VIP'] }, false],
    [{}, { op: 'has_any', tags: ['VIP'] }, false],
    [{}, { op: 'has_none', tags: ['VIP'] }, true],
  ],
})
