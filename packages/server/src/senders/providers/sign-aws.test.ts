import { expect, it } from 'vitest'
import { signAws } from './sign-aws.ts'

// The case get-vanilla of AWS's own Signature Version 4 test suite.
it('signs as AWS does', () => {
  const account = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
    service: 'service',
  }
  const call = { method: 'GET' as const, url: 'https://example.amazonaws.com/', headers: {} }
  const { headers } = signAws(call, account, new Date('2015-08-30T12:36:00Z'))
  expect(headers.authorization).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  )
})
