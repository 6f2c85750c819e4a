import { createSign, type KeyObject } from 'node:crypto'

/** A self-signed X.509 certificate as PEM, with nothing in it but what it must have. Source: RFC 5280, 4.1. */
export function makeCertificate(publicKey: KeyObject, privateKey: KeyObject): string {
  const commonName = sequence(hex('0603550403'), tagged(0x0c, Buffer.from('sns.amazonaws.com')))
  const name = sequence(tagged(0x31, commonName))
  const validity = sequence(utcTime('200101000000Z'), utcTime('491231235959Z'))
  const sha256WithRsa = sequence(hex('06092a864886f70d01010b'), hex('0500'))
  const info = publicKey.export({ type: 'spki', format: 'der' })
  const toSign = sequence(tagged(0x02, Buffer.from([1])), sha256WithRsa, name, validity, name, info)
  const signature = createSign('RSA-SHA256').update(toSign).sign(privateKey)
  const der = sequence(toSign, sha256WithRsa, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...bytes]), content])
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function utcTime(text: string): Buffer {
  return tagged(0x17, Buffer.from(text))
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex')
}
