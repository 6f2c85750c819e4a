import type { Chance, Shares } from './chance.ts'
import type { DemoName } from './name-pools.ts'

/** An address that no mail can ever reach, and whether it is one that the product would find wrong were it real. */
export type DemoAddress = { email: string; isMistyped: boolean }

type Owner = { first: DemoName; last: DemoName; inboxes: Shares<string>; workDomain: string | null }

const STYLES: Shares<(first: string, last: string) => string> = [
  [(first, last) => `${first}.${last}`, 40],
  [(first, last) => `${first}${last}`, 18],
  [(first, last) => `${first.slice(0, 1)}.${last}`, 12],
  [(first, last) => `${first.slice(0, 1)}${last}`, 10],
  [(first, last) => `${first}_${last}`, 8],
  [(first, last) => `${last}.${first}`, 7],
  [(first) => first, 5],
]

const ROLES = ['info', 'office', 'team', 'hello', 'sales', 'support']

/** So often, of 1, somebody writes from work, from a mailbox of several people there, or mistypes their provider. */
const FROM_WORK = 0.3
const FROM_A_ROLE = 0.1
const MISTYPED = 0.004

/**
 * Hands out addresses, each once. Their domains are those of real inbox providers with .example behind them: RFC 2606 keeps
 * that top level from ever existing, and the provider is the one that the product knows for what stands before it.
 */
export class EmailAddresses {
  #taken = new Set<string>()

  draw(chance: Chance, owner: Owner): DemoAddress {
    if (owner.workDomain !== null && chance.is(FROM_WORK)) return this.#atWork(chance, owner, owner.workDomain)
    const inbox = chance.pickByShare(owner.inboxes)
    const isMistyped = chance.is(MISTYPED)
    const domain = isMistyped ? withoutSecondLetter(inbox) : inbox
    return {
      email: this.#free(chance, { local: drawLocal(chance, owner), domain: `${domain}.example` }),
      isMistyped,
    }
  }

  #atWork(chance: Chance, owner: Owner, domain: string): DemoAddress {
    const local = chance.is(FROM_A_ROLE) ? chance.pick(ROLES) : `${owner.first.latin}.${owner.last.latin}`
    const email = this.#taken.has(`${local}@${domain}`)
      ? this.#free(chance, { local: drawLocal(chance, owner), domain })
      : this.#take(`${local}@${domain}`)
    return { email, isMistyped: false }
  }

  #free(chance: Chance, { local, domain }: { local: string; domain: string }): string {
    let email = `${local}@${domain}`
    for (let most = 99; this.#taken.has(email); most *= 2) email = `${local}${chance.whole(2, most)}@${domain}`
    return this.#take(email)
  }

  #take(email: string): string {
    this.#taken.add(email)
    return email
  }
}

function drawLocal(chance: Chance, { first, last }: Owner): string {
  const local = chance.pickByShare(STYLES)(first.latin, last.latin)
  return chance.is(0.3) ? `${local}${chance.whole(60, 99)}` : local
}

function withoutSecondLetter(domain: string): string {
  return domain.slice(0, 1) + domain.slice(2)
}
