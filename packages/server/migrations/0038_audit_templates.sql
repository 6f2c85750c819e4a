-- Templates are definitions as well, and who took a list of people away can be asked.
create trigger audit after insert or update of name, kind, description, subject, preheader, html, text, mjml or delete on templates for each row
  when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)
  execute function audit_definition('template', 'id', 'name', 'name:name', 'kind:kind', 'description:description', 'subject:subject',
    'preheader:preheader', 'html:html', 'text:text', 'mjml:mjml');
create trigger audit after insert on exports for each row
  when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)
  execute function audit_definition('export', 'id', 'format', 'columns:columns', 'total:contacts');
