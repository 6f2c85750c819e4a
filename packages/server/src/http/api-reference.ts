import { ERRORS, type JsonSchema, type OpenApiDocument, type OpenApiOperation } from '@rollcall/contract'
import { type Html, html, raw } from '../html.ts'
import { STYLE } from './api-reference-style.ts'

/** The API's reference as one page without scripts or outside requests, made from the OpenAPI document. */
export function toApiReference(document: OpenApiDocument): string {
  const operations = listOperations(document)
  const families = [...new Set(operations.map(({ family }) => family))]
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Rollcall API</title><style>${raw(STYLE)}</style>
</head>
<body>
<nav aria-label="Calls">
<a class="home" href="#top">Rollcall API</a>
${families.map((family) => html`<a href="#${family}">${family}</a>`)}
<a href="#schemas">Objects</a><a href="#errors">Errors</a>
</nav>
<main id="top">
<h1>Rollcall API</h1>
<p>${document.info.description}</p>
<p>Every call under <code>/v1</code> takes <code>Authorization: Bearer rk_…</code>. The same as a file:
<a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). Version ${document.info.version}.</p>
<pre>curl ${document.servers[0]?.url}/v1/contacts?limit=5 -H "Authorization: Bearer rk_…"</pre>
${families.map(
  (family) => html`<section><h2 id="${family}">${family}</h2>
${operations.filter((operation) => operation.family === family).map(toCall)}</section>`,
)}
<section><h2 id="schemas">Objects</h2>
${Object.entries(document.components.schemas).map(
  ([name, schema]) => html`<article><h3 id="schema-${name}">${name}</h3>${toSchema(schema)}</article>`,
)}</section>
<section><h2 id="errors">Errors</h2>
${Object.entries(ERRORS).map(
  ([code, error]) => html`<article><h3 id="${code}"><span class="status">${String(error.status)}</span> ${code}</h3>
<p>${error.title}. ${error.help}</p></article>`,
)}</section>
</main>
</body>
</html>
`.text
}

type Operation = OpenApiOperation & { method: string; path: string; family: string }

function listOperations({ paths }: OpenApiDocument): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
      family: operation.tags[0] ?? '',
    })),
  )
}

function toCall(operation: Operation): Html {
  const parameters = operation.parameters.filter((parameter) => parameter.in !== 'header')
  const [status = '200', reply] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? []
  return html`<article>
<h3 id="${operation.operationId}"><span class="method">${operation.method}</span> <code>${operation.path}</code></h3>
<p>${operation.summary}. <span class="scope">${operation['x-rollcall-scope']}</span></p>
${parameters.length > 0 && html`<h4>Parameters</h4><dl>${parameters.map(toParameter)}</dl>`}
${operation.requestBody && html`<h4>Body</h4>${toSchema(contentSchema(operation.requestBody))}`}
<h4>Answer ${status}</h4>
${reply && toSchema(contentSchema(reply))}
</article>
`
}

function toParameter(parameter: JsonSchema): Html {
  const schema = asSchema(parameter.schema)
  const need = parameter.required === true ? 'required' : 'optional'
  const example = parameter.example === undefined ? '' : `, such as ${parameter.example}`
  return html`<dt><code>${String(parameter.name)}</code></dt>
<dd>${toWords(schema)}, ${need}${example}${schema.default === undefined ? '' : `, else ${schema.default}`}</dd>`
}

/** The schema of whatever the message carries. */
function contentSchema(message: JsonSchema): JsonSchema {
  const [media] = Object.values(asSchema(message.content))
  return asSchema(asSchema(media).schema)
}

/** An object's members as a list, nested; anything else in words. */
function toSchema(schema: JsonSchema): Html {
  const shape = schema.type === 'array' ? asSchema(schema.items) : schema
  const properties = Object.entries(asSchema(shape.properties))
  if (properties.length === 0) return html`<p class="words">${toWords(schema)}</p>`
  const required = new Set(Array.isArray(shape.required) ? shape.required : [])
  return html`<dl>${properties.map(([name, property]) => {
    const member = asSchema(property)
    const inner = member.type === 'array' ? asSchema(member.items) : member
    return html`<dt><code>${name}</code></dt>
<dd>${toWords(member)}${required.has(name) ? '' : ', optional'}${member.description ? `: ${member.description}` : ''}
${inner.properties !== undefined && toSchema(inner)}</dd>`
  })}</dl>`
}

function toWords(schema: JsonSchema): Html {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return html`<a href="#schema-${name}">${name}</a>`
  }
  if (schema.const !== undefined) return html`${JSON.stringify(schema.const)}`
  if (Array.isArray(schema.enum)) return html`one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`
  if (Array.isArray(schema.anyOf)) return joinWords(schema.anyOf.map((option) => toWords(asSchema(option))))
  if (schema.type === 'array') return html`list of ${toWords(asSchema(schema.items))}`
  if (Array.isArray(schema.type)) return html`${schema.type.join(' or ')}`
  return html`${String(schema.type ?? 'anything')}${schema.format === undefined ? '' : ` (${schema.format})`}${toLimits(schema)}`
}

function joinWords(words: Html[]): Html {
  return html`${words.map((word, at) => html`${at > 0 && ' or '}${word}`)}`
}

function toLimits({ minimum, maximum, maxLength, type }: JsonSchema): string {
  if (type === 'string') return maxLength === undefined ? '' : `, at most ${maxLength} characters`
  // zod's integers are bounded by what a double holds, which says nothing.
  const isBounded = typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER
  return isBounded ? `, ${minimum ?? 0} to ${maximum}` : ''
}

function asSchema(value: unknown): JsonSchema {
  // why: whatever is an object in an OpenAPI document has keywords
  return typeof value === 'object' && value !== null ? (value as JsonSchema) : {}
}
