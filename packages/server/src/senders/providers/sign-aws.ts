import { createHash, createHmac } from 'node:crypto'
import type { ApiCall } from '../../outbound/api-client.ts'

/** Who signs, and for which service where. */
export type AwsAccount = { accessKeyId: string; secretAccessKey: string; region: string; service: string }

/**
 * A call with the headers that prove who makes it: AWS Signature Version 4. Its path must need no escaping, and it has no
 * query; then the whole of the rules is these few lines.
 */
export function signAws(
  call: ApiCall,
  { accessKeyId, secretAccessKey, region, service }: AwsAccount,
  at: Date,
): ApiCall {
  const url = new URL(call.url)
  const stamp = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = stamp.slice(0, 8)
  const headers: Record<string, string> = { ...lowered(call.headers), host: url.host, 'x-amz-date': stamp }
  const names = Object.keys(headers).sort()
  const request = [
    call.method,
    url.pathname,
    '',
    ...names.map((name) => `${name}:${headers[name]?.trim()}`),
    '',
    names.join(';'),
    sha256(call.body ?? ''),
  ].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(request)].join('\n')
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`)
  const signature = hmac(key, toSign).toString('hex')
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return { ...call, headers: { ...headers, authorization } }
}

function lowered(headers: Record<string, string>) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}
