import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const SOURCES = fileURLToPath(new URL('../packages/engine/kernels/', import.meta.url))

/** The compiled kernels of the audience index, the same bytes on every machine; how is in asconfig.json beside them. */
export async function buildKernels(): Promise<Uint8Array> {
  let built: Uint8Array | undefined
  const { error, stderr } = await asc.main(['--baseDir', SOURCES, '--config', 'asconfig.json', '--target', 'release'], {
    writeFile(_name, contents) {
      if (typeof contents !== 'string') built = contents
    },
  })
  if (error !== null) throw new Error(`The kernels do not compile: ${error.message}\n${stderr}`)
  if (built === undefined) throw new Error('The compiler wrote no kernels.')
  return built
}
