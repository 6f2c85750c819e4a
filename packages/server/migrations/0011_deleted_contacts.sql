-- Counts of tags leave out the few contacts that are deleted, and need not look at all the others to find them.
create index contacts_deleted on contacts (project_id, row_no) where deleted_at is not null;
