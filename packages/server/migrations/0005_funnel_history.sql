-- The funnel's history is read by time: who moved how many people on which day.
create index funnel_log_by_time on funnel_log (project_id, at);
