-- The try that began the remote work at hand: one that follows a lost worker goes on with it.
alter table task_instance add column work_try integer not null default 0 check (work_try >= 0);
update task_instance set work_try = try_number
where state in ('scheduled', 'queued', 'running', 'restarting', 'up_for_reschedule', 'deferred');
