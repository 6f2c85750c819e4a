import { expect, it } from 'vitest'
import { linkRows } from './link-rows.ts'

const link = (position: number | null, url: string, total: number) => ({ position, url, people: 1, total, machine: 2 })

it('puts the addresses of one place together and takes shares of all clicks of people', () => {
  const links = [link(1, 'https://a.example/1', 1), link(1, 'https://a.example/2', 2), link(2, 'https://b.example/', 1)]
  expect(linkRows(links)).toEqual([
    {
      ...{ key: '#1', position: 1, urls: ['https://a.example/1', 'https://a.example/2'] },
      ...{ people: 2, total: 3, machine: 4, share: 0.75 },
    },
    { ...{ key: '#2', position: 2, urls: ['https://b.example/'] }, people: 1, total: 1, machine: 2, share: 0.25 },
  ])
})

it('keeps apart what has no place in the message, and divides by nothing when nobody clicked', () => {
  expect(linkRows([link(null, 'https://a.example/', 0), link(null, 'https://b.example/', 0)])).toMatchObject([
    { key: 'https://a.example/', position: null, share: 0 },
    { key: 'https://b.example/', position: null, share: 0 },
  ])
})
