import { expect, it } from 'vitest'
import { OpenStreams } from './open-streams.ts'

it('refuses the 101st stream of a project and takes one again when one is closed', () => {
  const streams = new OpenStreams()
  const closings = Array.from({ length: 100 }, () => streams.open(1))
  expect(() => streams.open(1)).toThrow('This project has 100 streams open')
  streams.open(2)
  closings[0]?.()
  streams.open(1)
  expect(() => streams.open(1)).toThrow('This project has 100 streams open')
})

it('refuses the 1,001st stream of all projects', () => {
  const streams = new OpenStreams()
  for (let stream = 0; stream < 1_000; stream += 1) streams.open(stream % 50)
  expect(() => streams.open(51)).toThrow('This server has 1000 streams open')
})
