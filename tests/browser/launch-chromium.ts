import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url))
// Root may not use Chromium's sandbox, and small containers have little shared memory.
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage']

/** A headless Chromium: the one from npm on Linux, which needs nothing installed; elsewhere the Chrome that is there. */
export async function launchChromium(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' })
  const dir = await unpackChromium()
  const env = {
    ...process.env,
    // Libraries that a bare Debian or Ubuntu lacks; the system's own come first where it has them.
    LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, join(dir, 'al2023', 'lib')].filter(Boolean).join(':'),
    FONTCONFIG_PATH: join(dir, 'fonts'),
  }
  return chromium.launch({ executablePath: join(dir, 'chromium'), args: ARGS, env })
}

/** Unpacks the browser once for all runs. It appears whole or not at all: test files start side by side. */
async function unpackChromium(): Promise<string> {
  const dir = join(CACHE, 'chromium-147')
  if (await exists(dir)) return dir
  await mkdir(CACHE, { recursive: true })
  const workDir = await mkdtemp(`${dir}.`)
  try {
    await inflateInto(workDir)
    await writeFile(join(workDir, 'fonts', 'fonts.conf'), fontsConfig(dir))
    await rename(workDir, dir).catch(async (error) => {
      if (!(await exists(dir))) throw error
    })
  } finally {
    await rm(workDir, { recursive: true, force: true })
  }
  return dir
}

// The package unpacks into the temporary directory, and its libraries only where it believes to be on AWS Lambda.
async function inflateInto(workDir: string) {
  const before = { ...process.env }
  Object.assign(process.env, { TMPDIR: workDir, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' })
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}

function fontsConfig(dir: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${dir}/fonts</dir><cachedir>${dir}/fonts-cache</cachedir></fontconfig>
`
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
