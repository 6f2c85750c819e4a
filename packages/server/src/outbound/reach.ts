import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './is-public-address.ts'

/** Where addresses come from and which may be asked; everything else is refused at the socket. */
export type Reach = {
  isAllowed: (address: string) => boolean
  resolve: (hostname: string, callback: (error: Error | null, addresses: LookupAddress[]) => void) => void
}

/** Everything on the public internet and nothing else. */
export const PUBLIC_REACH: Reach = {
  isAllowed: isPublicAddress,
  resolve: (hostname, callback) => lookup(hostname, { all: true }, callback),
}

/** This machine and its neighbours too: only where whoever runs Rollcall says so. */
export const ANY_REACH: Reach = { ...PUBLIC_REACH, isAllowed: () => true }

/** An address that must not be asked; its message ends a sentence that begins with the address. */
export class RefusedError extends Error {}

/** Refuses a host that is an address itself: such a one is never looked up. */
export function refuseHost(hostname: string, { isAllowed }: Reach) {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isAllowed(host)) throw refusedAddress(host)
}

/** A lookup for sockets: the address that is looked at here is the one that is connected to. */
export function guardedLookup({ isAllowed, resolve }: Reach): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, (error, addresses) => {
      const refused = addresses?.find(({ address }) => !isAllowed(address))
      const [first] = addresses ?? []
      if (error || refused || !first) {
        return callback(
          error ?? (refused ? refusedAddress(refused.address) : new Error(`${hostname} has no address`)),
          '',
        )
      }
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

function refusedAddress(address: string): RefusedError {
  return new RefusedError(`leads to ${address}, which is not on the public internet`)
}

/** Why a call failed, in words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOTFOUND') return 'there is no such host'
  return error.message || ('code' in error ? String(error.code) : 'the connection failed')
}
