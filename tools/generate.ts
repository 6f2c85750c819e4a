import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildKernels } from './build-kernels.ts'
import { GENERATED_FILES } from './generated-files.ts'

for (const { path, text } of GENERATED_FILES) {
  const target = fileURLToPath(new URL(`../${path}`, import.meta.url))
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, text())
}

await writeFile(new URL('../packages/engine/kernels/kernels.wasm', import.meta.url), await buildKernels())
