import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildKernels } from '../../tools/build-kernels.ts'
import { GENERATED_FILES } from '../../tools/generated-files.ts'

describe('generated files', () => {
  it.each(GENERATED_FILES.map(({ path, text }): [string, () => string] => [path, text]))(
    '%s is what npm run generate makes of its source',
    (path, text) => {
      expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text())
    },
  )

  it('packages/engine/kernels/kernels.wasm is what npm run generate makes of its source, byte for byte', async () => {
    const checkedIn = readFileSync(new URL('../../packages/engine/kernels/kernels.wasm', import.meta.url))
    expect(checkedIn.equals(await buildKernels())).toBe(true)
  })
})
