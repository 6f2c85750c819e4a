import type { Queryable } from '../../packages/server/src/store/database.ts'

/** The whole schema as readable text in a stable order, from PostgreSQL's own catalogue. */
export async function describeSchema(record: Queryable): Promise<string> {
  const parts = await record.query<{ sql: string }>(`
    with tables as (
      select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
    ), lines as (
      select t.relname, 1 as kind, a.attnum::int as place,
        format('  %s %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then ' not null' else '' end,
          case a.attidentity when 'a' then ' generated always as identity' else '' end,
          coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
      from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      union all
      select t.relname, 2, row_number() over (partition by t.relname order by c.contype, c.conname)::int,
        '  ' || pg_get_constraintdef(c.oid)
      from tables t join pg_constraint c on c.conrelid = t.oid and c.contype <> 'n'
    )
    select format(E'table %s (\\n%s\\n)\\n', relname, string_agg(line, E',\\n' order by kind, place)) as sql, relname as name, 1 as kind
    from lines group by relname
    union all
    select pg_get_indexdef(i.indexrelid) || E'\\n', x.relname, 2
    from tables t join pg_index i on i.indrelid = t.oid join pg_class x on x.oid = i.indexrelid
    where not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
    union all
    select pg_get_functiondef(p.oid), p.proname, 3
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public'
    order by kind, name`)
  return `-- Generated from the migrations: npx vitest run packages/server/src/store/schema.test.ts --update\n\n${parts.map((part) => part.sql).join('\n')}`
}
