import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeXlsx } from '../support/make-xlsx.ts'
import { until } from '../support/until.ts'
import { type OpenDashboard, openDashboard } from './open-dashboard.ts'

const CSV = `Mail;Vorname;Since;Plan;Notes;tags
ada@kopi.example;Ada;03/04/2026;pro;call her;"VIP, Customer"
budi@kopi.example;Budi;05/06/2026;free;;Customer
zoe@kopi.example;Zoë;07/08/2026;pro;;
not-an-address;Eve;09/10/2026;pro;;VIP
left@kopi.example;Lee;01/02/2026;pro;;
never@kopi.example;Nev;01/02/2026;pro;;
`

describe('the import', () => {
  let dashboard: OpenDashboard
  let page: Page
  const open = (path: string) => page.goto(dashboard.address + path)
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const link = (name: string | RegExp) => page.getByRole('link', { name, exact: typeof name === 'string' })
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const field = (label: string) => page.getByRole('combobox', { name: label, exact: true })
  const give = (name: string, content: string | Buffer) =>
    page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  const pick = async (label: string, option: string) => {
    await field(label).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  beforeAll(async () => {
    dashboard = await openDashboard()
    page = await dashboard.newPage()
    const { client } = dashboard
    await client.contacts.create({ email: 'budi@kopi.example', firstName: 'Boo', fields: {} })
    await client.contacts.create({ email: 'left@kopi.example', status: 'unsubscribed' })
    await client.suppressions.create({ email: 'never@kopi.example' })
  })
  afterAll(() => dashboard.close())

  it('shows how a file is read, as it was found and as one says', async () => {
    await open('/import')
    await give('people.csv', Buffer.from(CSV, 'latin1'))
    await page.getByRole('cell', { name: 'budi@kopi.example' }).waitFor()
    expect(await field('Letters are written in').inputValue()).toContain('Windows-1252')
    expect(await field('Columns are separated by').inputValue()).toBe('Semicolon')
    await says('Zoë')
    await pick('Letters are written in', 'UTF-8')
    await says('Zo�')
    await pick('Letters are written in', 'Windows-1252 (Western)')
    await page.getByRole('cell', { name: 'Zoë' }).waitFor()
  })

  it('maps the columns: guesses, new fields, ambiguous dates, problems while one looks', async () => {
    await link('Map the columns').click()
    await page.waitForURL('**/import?step=map')
    expect(await field('Mail goes to').inputValue()).toBe('E-mail')
    expect(await field('Since goes to').inputValue()).toBe('Make a new field')
    await says('People are recognised by E-mail (“Mail”)')
    await says('1 row would be rejected')
    await says('Day and month cannot be told apart here')
    await pick('Since: which of day and month comes first', 'Day first: 31/12')
    await until(
      () => field('Since holds').inputValue(),
      (type) => type === 'Date',
    )
    await pick('Notes goes to', 'Leave out')
    await field('Notes holds').waitFor({ state: 'detached' })
    await pick('Vorname, for people who are here already', 'Fill if blank')
    await page.getByRole('combobox', { name: 'Tag everyone' }).fill('Fair')
    await page.keyboard.press('Enter')
    const list = page.getByRole('combobox', { name: 'Put everyone into a list' })
    await list.fill('Fair people')
    await page.getByRole('option', { name: 'Make “Fair people”' }).click()
    await until(
      () => list.inputValue(),
      (value) => value === 'Fair people',
    )
  })

  it('comes back to all of it from elsewhere, and from a step before', async () => {
    await link('Tags').first().click()
    await page.getByRole('heading', { name: 'Tags', level: 1 }).waitFor()
    await page.goBack()
    expect(await field('Notes goes to').inputValue()).toBe('Leave out')
    await link('Upload').click()
    await page.getByRole('cell', { name: 'budi@kopi.example' }).waitFor()
    await link('Map').click()
    expect(await field('Vorname, for people who are here already').inputValue()).toBe('Fill if blank')
  })

  it('says what the file would do, row by row, and whom no mail reaches', async () => {
    await button('Check the whole file').click()
    await page.waitForURL('**/import?import=imp_*')
    await says('Nothing has been changed yet.')
    await says('1 row is about addresses on the suppression list.')
    await says('1 row is about people who unsubscribed or bounced.')
    await page.getByText('Updated (2)').click()
    await page.getByText('2026-06-05').waitFor()
    await link('Boo').waitFor()
    await page.getByText('Rejected (1)').click()
    await says('"not-an-address" is not an e-mail address')
    expect((await dashboard.client.contacts.list({ limit: 10 })).data).toHaveLength(2)
  })

  it('survives a reload on the way, back at the columns as well', async () => {
    await page.reload()
    await says('Nothing has been changed yet.')
    await link('Map').click()
    expect(await field('Notes goes to').inputValue()).toBe('Leave out')
    expect(await field('Since holds').inputValue()).toBe('Date')
    await button('Check the whole file').click()
    await says('Nothing has been changed yet.')
  })

  it('asks where these people agreed before it imports, and keeps that as the proof', async () => {
    const start = button(/^Import \d+ rows$/)
    expect(await start.isDisabled()).toBe(true)
    await page.getByLabel('They agreed to get mail from us').check()
    expect(await start.isDisabled()).toBe(true)
    await page.getByLabel('Where they agreed').fill('Coffee fair')
    await page.getByLabel('When').fill('2026-05-04')
    await start.click()
    await says('See the new people')
    const ada = await dashboard.client.contacts.get('ada@kopi.example')
    expect(ada).toMatchObject({
      fields: { since: '2026-04-03', plan: 'pro' },
      tags: expect.arrayContaining(['Fair', 'VIP']),
    })
    expect(ada.fields).not.toHaveProperty('notes')
    expect(await dashboard.client.contacts.get('budi@kopi.example')).toMatchObject({ firstName: 'Boo' })
    expect(await dashboard.client.segments.get('Fair people')).toMatchObject({ kind: 'static', count: 5 })
    const { data } = await dashboard.client.contacts.timeline(ada.id)
    expect(JSON.stringify(data)).toContain('Coffee fair')
  })

  it('hands out the rejected rows, and imports just those that were mended', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), button('Download the 1 rejected').click()])
    expect(download.suggestedFilename()).toBe('rejects-people.csv')
    await page.getByLabel('Mail, line 5').fill('eve@kopi.example')
    await button('Import 1 mended row').click()
    await says('Mended rows of people.csv')
    await says('See the new people')
    const eve = await dashboard.client.contacts.get('eve@kopi.example')
    expect(eve).toMatchObject({
      firstName: 'Eve',
      fields: { since: '2026-10-09' },
      tags: expect.arrayContaining(['Fair']),
    })
    // Others carry the same tag; the list has none but those of this import.
    await page.getByText('See the new people').click()
    await link('eve@kopi.example').waitFor()
    expect(await link(/@kopi\.example/).count()).toBe(1)
  })

  it('asks for the order of day and month for a date field that is there already', async () => {
    await dashboard.client.fields.create({ key: 'renewal', name: 'Renewal', type: 'date' })
    await open('/import')
    await give('renewals.csv', 'email,renewal\nrenew@kopi.example,31/12/2026\n')
    await link('Map the columns').click()
    await says('1 row would be rejected')
    await pick('renewal: which of day and month comes first', 'Day first: 31/12')
    await page.getByText('1 row would be rejected').waitFor({ state: 'detached' })
  })

  it('takes the first row for a person when one says so', async () => {
    await open('/import')
    await give('codes.csv', 'p-1,Ada\np-2,Bo\n')
    await page.getByRole('columnheader', { name: 'p-1' }).waitFor()
    await page.getByRole('switch', { name: 'The first row names the columns' }).press('Space')
    await page.getByRole('columnheader', { name: 'Column 1' }).waitFor()
    await page.getByRole('cell', { name: 'p-1' }).waitFor()
  })

  it('says for whom a check waits, and stops it', async () => {
    await dashboard.client.imports.create({ file: new Blob([longFile()]), fileName: 'long.csv' })
    const { id } = await dashboard.client.imports.create({ file: new Blob(['email\n']), options: { dryRun: true } })
    await open(`/import?import=${id}`)
    await says('Waiting for long.csv.')
    await button('Stop the check').click()
    await says('This check was stopped before its end. It changed nothing.')
    const [, running] = (await dashboard.client.imports.list({ limit: 2 })).data
    await open(`/import?import=${running?.id}`)
    await until(
      () => dashboard.client.imports.get(running?.id ?? ''),
      ({ counts }) => counts.created > 0,
    )
    await button('Stop the import').click()
    await button('Stop it').click()
    await says('This import was stopped before its end.')
    await page.getByRole('heading', { name: 'Undo this import' }).waitFor()
  })

  it('undoes an import, after it said what that does', async () => {
    await open('/import')
    await link('Undo Mended rows of people.csv').click()
    await says('Undoing deletes the 1 person that it brought.')
    await button('Undo this import').click()
    await button('Undo it').click()
    await says('This import is undone')
    await open('/import')
    await page.getByRole('row', { name: /Mended rows of people.csv Undone/ }).waitFor()
    await expect(dashboard.client.contacts.get('eve@kopi.example')).rejects.toMatchObject({ status: 404 })
  })

  it('takes a file that is dropped on any page', async () => {
    await open('/tags')
    await page.getByRole('heading', { name: 'Tags', level: 1 }).waitFor()
    const files = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['email\\ndropped@kopi.example\\n'], 'dropped.csv'))
      return transfer
    })()`)
    await page.dispatchEvent('body', 'dragover', { dataTransfer: files })
    await says('Drop it to import it.')
    await page.dispatchEvent('body', 'drop', { dataTransfer: files })
    await page.getByRole('cell', { name: 'dropped@kopi.example' }).waitFor()
    expect(page.url()).toMatch(/\/import$/)
  })

  it('takes cells that are pasted from a spreadsheet', async () => {
    await open('/import')
    await says('Drop a file anywhere')
    await page.evaluate(`(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'E-Mail\\tName\\npasted@kopi.example\\tPat\\n')
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })()`)
    await page.getByRole('cell', { name: 'pasted@kopi.example' }).waitFor()
    expect(await field('Columns are separated by').inputValue()).toBe('Tab')
  })

  it('reads the sheet of a workbook that one picks', async () => {
    await open('/import')
    const rows = (email: string) => [{ cells: { A: 'email' } }, { cells: { A: email } }]
    const sheets = [
      { name: 'First', rows: rows('first@kopi.example') },
      { name: 'Second', rows: rows('second@kopi.example') },
    ]
    await give('people.xlsx', makeXlsx({ sheets }))
    await page.getByRole('cell', { name: 'first@kopi.example' }).waitFor()
    await pick('Sheet', 'Second')
    await page.getByRole('cell', { name: 'second@kopi.example' }).waitFor()
  })

  it('sends the beginning of a large file only', async () => {
    await open('/import')
    const sent: number[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/v1/imports/preview')) sent.push(request.postDataBuffer()?.length ?? 0)
    })
    await give('large.csv', `email,note\n${'person@kopi.example,some words about them\n'.repeat(500_000)}`)
    await page.getByRole('cell', { name: 'person@kopi.example' }).first().waitFor()
    expect(sent.filter((length) => length > 70_000)).toEqual([])
  })

  const BROKEN: [what: string, content: string | Buffer, words: string][] = [
    ['an empty file', '', 'The file has no rows.'],
    [
      'a picture',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(300)]),
      'neither a CSV nor a workbook',
    ],
    ['a broken workbook', Buffer.from('504b0304', 'hex'), 'not a workbook that can be read'],
  ]
  it.each(BROKEN)('says in words what is wrong with %s', async (_, content, words) => {
    await open('/import')
    await give('broken.csv', content)
    await says(words)
    expect(await link('Map the columns').count()).toBe(0)
  })

  it('says so when no column tells who a row is, and goes on once one does', async () => {
    await open('/import')
    await give('names.csv', 'Name,Code\nAda,a-1\nBo,b-2\n')
    await link('Map the columns').click()
    await says('One column has to say who each row is about')
    expect(await button('Check the whole file').isDisabled()).toBe(true)
    await pick('Code goes to', 'External id')
    await says('People are recognised by External id (“Code”)')
    await until(
      () => button('Check the whole file').isEnabled(),
      (isEnabled) => isEnabled,
    )
  })

  it('tries again when the connection was lost while a file was on its way', async () => {
    await page.route('**/v1/imports', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    )
    await button('Check the whole file').click()
    await says('No answer from the server.')
    await page.unroute('**/v1/imports')
    await button('Try again').click()
    await says('Nothing has been changed yet.')
  })

  it('can be used by keyboard alone', async () => {
    await open('/import')
    await give('keys.csv', 'email,Company\nkeys@kopi.example,Kopi\n')
    const press = async (role: 'link' | 'button', name: string) => {
      await reach(page, page.getByRole(role, { name, exact: true }))
      await page.keyboard.press('Enter')
    }
    await link('Map the columns').waitFor()
    await press('link', 'Map the columns')
    await reach(page, field('Company goes to'))
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Leave')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await until(
      () => field('Company goes to').inputValue(),
      (value) => value === 'Leave out',
    )
    await field('Company, for people who are here already').waitFor({ state: 'detached' })
    await press('button', 'Check the whole file')
    await says('Nothing has been changed yet.')
    await reach(page, page.getByLabel('They agreed to get mail from us'))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await press('button', 'Import 1 row')
    await says('See the new people')
    expect(await dashboard.client.contacts.get('keys@kopi.example')).toMatchObject({ status: 'non-subscribed' })
  })

  it('threw no error and asked nobody else', () => {
    expect(dashboard.troubles).toEqual([])
  })
})

/** So many people that the import is still running when somebody stops it. */
function longFile(): string {
  return `email\n${Array.from({ length: 1_500_000 }, (_, place) => `p${place}@long.example\n`).join('')}`
}

/** Goes on with Tab until this has the focus. */
async function reach(page: Page, wanted: ReturnType<Page['locator']>) {
  await wanted.waitFor()
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element.matches(':focus'))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The keyboard does not reach ${wanted}`)
}
