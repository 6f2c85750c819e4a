import { describe, expect, it } from 'vitest'
import { compileMjml, type Mjml } from './compile-mjml.ts'

const loading = (mjml: Mjml) => async () => mjml

describe('compileMjml', () => {
  it('says what to do where the package is not installed', async () => {
    await expect(compileMjml('<mjml/>')).rejects.toThrow(/package mjml, which is not installed here/)
  })

  it('gives the HTML of either version, and lets nothing be read from files', async () => {
    const options: object[] = []
    const compile: Mjml = (source, given) => {
      options.push(given)
      return { html: `<p>${source}</p>`, errors: [] }
    }
    expect(await compileMjml('{{ a }}', loading(compile))).toBe('<p>{{ a }}</p>')
    expect(
      await compileMjml(
        'b',
        loading(async (...asked) => compile(...asked)),
      ),
    ).toBe('<p>b</p>')
    expect(options[0]).toMatchObject({ ignoreIncludes: true })
  })

  it.each<[string, Mjml]>([
    [
      'MJML: mj-x is not known, line 2',
      () => ({
        html: '',
        errors: [{ line: 2, message: 'mj-x is not known', formattedMessage: 'Line 2 of /srv/rollcall (mj-x)' }],
      }),
    ],
    [
      'Malformed',
      () => {
        throw new Error('Malformed')
      },
    ],
    ['gave no HTML', () => undefined],
  ])('refuses with "%s"', async (words, mjml) => {
    await expect(compileMjml('x', loading(mjml))).rejects.toThrow(words)
  })
})
