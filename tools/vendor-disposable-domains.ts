import { readFileSync, writeFileSync } from 'node:fs'

// The package's main file reads the list at run time and has no types; the product needs the data alone, sorted so that
// an update shows as a short diff. Run it after raising the version of disposable-email-domains.
const source = new URL('../node_modules/disposable-email-domains/', import.meta.url)
const target = new URL('../packages/server/src/contacts/disposable-domains.json', import.meta.url)

const read = (name: string): string[] => JSON.parse(readFileSync(new URL(name, source), 'utf8'))
const { version } = JSON.parse(readFileSync(new URL('package.json', source), 'utf8'))

const domains = [...new Set([...read('index.json'), ...read('wildcard.json')])].sort()
const lines = domains.map((domain) => `  ${JSON.stringify(domain)}`).join(',\n')
writeFileSync(target, `[\n${lines}\n]\n`)
console.log(`${domains.length} domains from disposable-email-domains ${version}`)
