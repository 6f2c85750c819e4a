import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const BENCH = fileURLToPath(new URL('../', import.meta.url))

const OUTPUT_BYTES = 2 ** 24

/**
 * Installs DuckDB and chDB into bench/node_modules (600 MB) unless they are there. Both come built, so no package may run a
 * script. Not `npm ci`, which refuses our lock file: the registry that made it knew the packages of one platform only. Fails
 * when no registry can be reached; their rows then say so.
 */
export async function installPeers(say: (text: string) => void): Promise<void> {
  if (existsSync(`${BENCH}node_modules/.package-lock.json`)) return
  say('Installing DuckDB and chDB into bench/node_modules (600 MB, once)…')
  try {
    await promisify(execFile)('npm', ['install', '--prefix', BENCH, '--no-save', '--ignore-scripts'], {
      shell: process.platform === 'win32',
      maxBuffer: OUTPUT_BYTES,
    })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    const reason = said.split('\n').find((line) => line.startsWith('npm error')) ?? said
    throw new Error(`npm could not install it (${reason})`)
  }
}
