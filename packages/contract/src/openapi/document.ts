/** An OpenAPI 3.1 document; loose, because it is only ever written out. */
export type OpenApiDocument = {
  openapi: string
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  components: { securitySchemes: object; responses: object; schemas: Record<string, JsonSchema> }
}

/** JSON Schema 2020-12. */
export type JsonSchema = { [keyword: string]: unknown }

/** One call of the document. */
export type OpenApiOperation = {
  operationId: string
  summary: string
  tags: string[]
  parameters: JsonSchema[]
  requestBody?: JsonSchema
  responses: Record<string, JsonSchema>
  security: Record<string, string[]>[]
  'x-rollcall-scope': string
}
