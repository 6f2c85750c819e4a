import type { Chance } from './chance.ts'
import { COUNTRIES, type DemoCountry } from './countries.ts'
import { type DemoAddress, EmailAddresses } from './email-addresses.ts'
import type { DemoName } from './name-pools.ts'
import { PhoneNumbers } from './phone-numbers.ts'
import { drawWorkplace } from './workplaces.ts'

/** Who somebody is and how to reach them; what is null or absent, nobody ever asked. */
export type Identity = {
  address: DemoAddress | null
  phone?: string | undefined
  firstName?: string | undefined
  lastName?: string | undefined
  name?: string | undefined
  country?: string | undefined
  language?: string | undefined
  timezone?: string | undefined
  city?: string | undefined
  company?: string | undefined
  jobTitle?: string | undefined
}

/** So much, of 1, is known of people. */
const KNOWN = { email: 0.981, phone: 0.38, firstName: 0.95, lastName: 0.9, country: 0.97, language: 0.91 }
const KNOWN_OF_PLACES = { timezone: 0.8, city: 0.84, work: 0.17 }

/** Draws people, no two of whom share an address or a phone number. */
export class Identities {
  #chance: Chance
  #addresses = new EmailAddresses()
  #phones = new PhoneNumbers()

  constructor(chance: Chance) {
    this.#chance = chance
  }

  draw(): Identity {
    const chance = this.#chance
    const home = chance.pickByShare(COUNTRIES)
    const { language, names } = chance.pickByShare(home.speakers)
    const first = chance.pick(names.first)
    const last = chance.pick(names.last)
    const place = chance.pick(home.cities)
    const work = chance.is(KNOWN_OF_PLACES.work) ? drawWorkplace(chance) : null
    const owner = { first, last, inboxes: home.inboxes, workDomain: work?.domain ?? null }
    return {
      address: chance.is(KNOWN.email) ? this.#addresses.draw(chance, owner) : null,
      phone: chance.is(KNOWN.phone) ? this.#phones.next(home.code) : undefined,
      ...drawNames(chance, home, { first, last }),
      country: chance.is(KNOWN.country) ? home.code : undefined,
      language: chance.is(KNOWN.language) ? language : undefined,
      timezone: chance.is(KNOWN_OF_PLACES.timezone) ? place.timezone : undefined,
      city: chance.is(KNOWN_OF_PLACES.city) ? place.name : undefined,
      company: work?.company,
      jobTitle: work && chance.is(0.7) ? work.jobTitle : undefined,
    }
  }
}

function drawNames(
  chance: Chance,
  { familyNameFirst }: DemoCountry,
  { first, last }: Record<'first' | 'last', DemoName>,
) {
  const firstName = chance.is(KNOWN.firstName) ? first.text : undefined
  const lastName = chance.is(KNOWN.lastName) ? last.text : undefined
  // First and last would be joined the other way round.
  const name = familyNameFirst && firstName && lastName ? `${lastName} ${firstName}` : undefined
  return { firstName, lastName, name }
}
