import { ERRORS } from '../packages/contract/src/index.ts'

/** The text of docs/reference/errors.md. */
export function errorReference(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, title, help }]) => `| ${status} | \`${code}\` | ${title} | ${help} |`,
  )
  return `# Errors

Made from \`packages/contract/src/errors.ts\` by \`npm run generate\`; do not edit.

Every error is \`application/problem+json\` (RFC 9457). \`code\` never changes its meaning and is what a program should look at;
\`detail\` says what happened with its values, \`help\` what to do, \`request_id\` (also the header \`X-Request-Id\`) is what to
report. A refused request carries \`errors\`: a list of \`pointer\` and \`detail\`, where a pointer is a JSON pointer into the
body (\`/filters/conditions/0/op\`), \`?name\` for the query, or the name of a header.

\`\`\`json
{
  "type": "https://rollcall.example.org/docs#already_exists",
  "title": "It exists already",
  "status": 409,
  "detail": "A contact with the email \\"ada@example.org\\" exists already: con_01je7nwb00f98rraszdnf4n6r1.",
  "instance": "/v1/contacts",
  "code": "already_exists",
  "help": "Update that one, or choose another value. For contacts ?upsert=true merges.",
  "request_id": "req_cZgMSFkoE7O2VBrBqhmI",
  "id": "con_01je7nwb00f98rraszdnf4n6r1"
}
\`\`\`

| status | code | what happened | what to do |
| ------ | ---- | ------------- | ---------- |
${rows.join('\n')}
`
}
