-- What texts have that mail had: templates of their own, and single sends that are forgotten.

-- email: subject, preheader, HTML and perhaps MJML; text: `text` alone, for any channel besides, and its HTML is empty.
alter table templates add column kind text not null default 'email' check (kind in ('email', 'text'));

-- What a single said is forgotten, whatever carried it.
create or replace function forget_sendings(project int, campaigns_asked uuid[], at timestamptz) returns void language sql as $$
  delete from sending_attachments where project_id = project and campaign_id = any(campaigns_asked);
  update sendings set variables = '{}', bcc = '{}', request = null, forgotten_at = at
  where project_id = project and campaign_id = any(campaigns_asked);
  update campaigns set name = 'Single send', subject = '', html = '', text = null
  where project_id = project and id = any(campaigns_asked);
$$;
