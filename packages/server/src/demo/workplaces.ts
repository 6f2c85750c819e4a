import type { Chance } from './chance.ts'

/** Where somebody works. All company domains end in .example, which no mail ever reaches (RFC 2606). */
export type Workplace = { company: string; domain: string; jobTitle: string }

const PLACES =
  `Ridge Harbour Northstar Lakeside Granite Willow Pinewood Highland Riverside Meadow Summit Cedar Falcon Juniper Glacier
  Heron Birch Aurora Cobalt Lantern Driftwood Basalt Compass Orchard Quarry Foxglove Larch Saddle Beacon Tarn`.split(
    /\s+/,
  )

const OUTDOORS = ['Guides', 'Climbing Gym', 'Outdoor School', 'Ski Club', 'Trail Runners']
const ELSEWHERE = ['Studio', 'Logistics', 'Consulting', 'Media', 'Architects', 'Software', 'Clinic', 'Foods', 'Energy']

const OUTDOOR_TITLES = [
  'Mountain Guide',
  'Climbing Instructor',
  'Head Coach',
  'Ski Instructor',
  'Gym Manager',
  'Route Setter',
]
const OTHER_TITLES = [
  ...['Software Engineer', 'Product Manager', 'Designer', 'Nurse', 'Physiotherapist', 'Architect', 'Photographer'],
  ...['Office Manager', 'Head of Operations', 'Accountant', 'Marketing Lead', 'Warehouse Manager', 'Founder'],
]

/** Draws a workplace; one in four is out of doors, as one would expect of this shop's people. */
export function drawWorkplace(chance: Chance): Workplace {
  const isOutdoors = chance.is(0.25)
  const company = `${chance.pick(PLACES)} ${chance.pick(isOutdoors ? OUTDOORS : ELSEWHERE)}`
  return {
    company,
    domain: `${company.toLowerCase().replaceAll(' ', '-')}.example`,
    jobTitle: chance.pick(isOutdoors ? OUTDOOR_TITLES : OTHER_TITLES),
  }
}
