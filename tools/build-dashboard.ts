import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Everything that the built files depend on. */
const SOURCES = ['packages/dashboard', 'packages/sdk', 'packages/filters', 'packages/contract', 'package-lock.json']
const COMPRESSIBLE = /\.(?:js|css|html|svg|json)$/

/** The folder of the built dashboard. Built when its sources changed since the last time, which takes some seconds. */
export async function buildDashboard({ log }: { log: (message: string) => void }): Promise<string> {
  const dir = join(ROOT, '.cache', `dashboard-${await hashSources()}`)
  if (await exists(dir)) return dir
  log('Building the dashboard once; this takes some seconds.')
  const workDir = `${dir}.${process.pid}`
  try {
    await mkdir(workDir, { recursive: true })
    await runVite(workDir)
    await compressFiles(workDir)
    // Whoever comes first wins: the same sources give the same files.
    await rename(workDir, dir).catch(async (error) => {
      if (!(await exists(dir))) throw error
    })
    return dir
  } finally {
    await rm(workDir, { recursive: true, force: true })
  }
}

async function hashSources(): Promise<string> {
  const files = (await Promise.all(SOURCES.map((source) => listFiles(join(ROOT, source))))).flat().sort()
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(await readFile(file))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** All files below a path, or the file that it is; installed packages are covered by the lock file, tests do not matter. */
async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined)
  if (!entries) return [path]
  const wanted = entries.filter(({ name }) => name !== 'node_modules' && name !== 'dist' && !name.includes('.test.'))
  return (await Promise.all(wanted.map(({ name }) => listFiles(join(path, name))))).flat()
}

function runVite(outDir: string): Promise<void> {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', 'packages/dashboard', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
  // Whoever builds first builds for all: a test run must not leave React's development build to the next start.
  const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' }
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output: Buffer[] = []
  child.stdout.on('data', (chunk) => output.push(chunk))
  child.stderr.on('data', (chunk) => output.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`The dashboard could not be built:\n${Buffer.concat(output)}`))
    })
  })
}

/** Beside each file its compressed forms, so that serving costs nothing. */
async function compressFiles(dir: string) {
  const files = (await listFiles(dir)).filter((file) => COMPRESSIBLE.test(file))
  const brotli = promisify(brotliCompress)
  await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file)
      // 9 of 11: nearly as small, and ten times as fast.
      await writeFile(`${file}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
      await writeFile(`${file}.gz`, await promisify(gzip)(bytes))
    }),
  )
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
