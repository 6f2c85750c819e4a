import { getRouteApi } from '@tanstack/react-router'
import { DNS_HOSTS } from './dns-hosts.ts'

const route = getRouteApi('/frame/settings/domains')

/** For whose DNS the records are written, kept in the address. */
export function useDnsHost() {
  const { at } = route.useSearch()
  const navigate = route.useNavigate()
  return {
    host: DNS_HOSTS.find(({ id }) => id === at) ?? DNS_HOSTS[0],
    choose: (id: string) => void navigate({ search: (now) => ({ ...now, at: id }), replace: true }),
  }
}
