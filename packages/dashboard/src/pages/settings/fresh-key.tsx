import { CopySecret } from './copy-secret.tsx'

/** A key that was made just now, and how to use it. */
export function FreshKey({ token }: { token: string }) {
  const curl = `curl ${location.origin}/v1/project -H "Authorization: Bearer ${token}"`
  return (
    <CopySecret
      words="Copy the key now. It is shown this once and kept only as a hash."
      lines={[
        { label: 'Copy', text: token },
        { label: 'Copy as curl', text: curl },
      ]}
    />
  )
}
