-- Durable state of Orchestrator. States are Airflow's words; check constraints tie each state to
-- its timestamps, so that no defect of ours can store a row that means nothing.
-- Hot tables keep free space in their pages (fillfactor) for updates in place.

-- Ids that ascend with time, so that the newest rows of an index stay together.
create function time_ordered_uuid() returns uuid
  language sql volatile parallel safe
as $$
  select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
          || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;

create table dag (
  dag_id              text primary key check (length(dag_id) between 1 and 250),
  current_version_id  uuid,
  bundle              text not null,
  file_name           text not null,
  paused              boolean not null,
  stale               boolean not null default false,
  owner               text not null,
  tags                text[] not null default '{}',
  max_active_runs     integer not null check (max_active_runs >= 0),
  next_logical_date   timestamptz,
  next_interval_start timestamptz,
  next_interval_end   timestamptz,
  next_run_after      timestamptz,
  last_loaded_at      timestamptz not null,
  constraint next_fire_is_whole check (
    num_nonnulls(next_interval_start, next_interval_end, next_run_after) in (0, 3)
    and (next_logical_date is null or next_run_after is not null))
) with (fillfactor = 80);
create index dag_next_fire on dag (next_run_after)
  where not paused and not stale and next_run_after is not null;

create table dag_version (
  id             uuid primary key default time_ordered_uuid(),
  dag_id         text not null references dag on delete cascade,
  number         integer not null check (number > 0),
  structure_hash text not null,
  model          jsonb not null,
  code_kind      text not null check (code_kind in ('java_source', 'jar')),
  code_file_name text not null,
  code_hash      text not null,
  source         text not null,
  created_at     timestamptz not null default now(),
  unique (dag_id, number)
);
alter table dag add constraint dag_current_version
  foreign key (current_version_id) references dag_version deferrable initially deferred;

create table dag_run (
  id              bigint generated always as identity primary key,
  dag_id          text not null references dag,
  run_id          text not null check (length(run_id) between 1 and 250),
  run_type        text not null
    check (run_type in ('scheduled', 'manual', 'backfill', 'asset_triggered')),
  state           text not null check (state in ('queued', 'running', 'success', 'failed')),
  dag_version_id  uuid not null references dag_version,
  logical_date    timestamptz,
  interval_start  timestamptz,
  interval_end    timestamptz,
  run_after       timestamptz not null,
  queued_at       timestamptz not null,
  start_date      timestamptz,
  end_date        timestamptz,
  last_planned_at timestamptz,
  updated_at      timestamptz not null,
  conf            jsonb not null,
  triggered_by    text not null,
  triggering_user text,
  note            text,
  failure         text,
  clear_number    integer not null default 0 check (clear_number >= 0),
  unique (dag_id, run_id),
  unique (dag_id, logical_date),
  constraint interval_is_whole check (num_nonnulls(interval_start, interval_end) in (0, 2)),
  constraint state_fits_times check (
    case state
      when 'queued' then start_date is null and end_date is null
      when 'running' then start_date is not null and end_date is null
      else end_date is not null
    end),
  constraint failure_is_of_failed check (failure is null or state = 'failed')
) with (fillfactor = 80);
create index dag_run_of_dag on dag_run (dag_id, id desc) include (state);
create index dag_run_counts on dag_run (dag_id, state);
create index dag_run_queued on dag_run (run_after, id) where state = 'queued';
create index dag_run_running on dag_run (dag_id, id) where state = 'running';
create index dag_run_ended on dag_run (end_date) include (state) where end_date is not null;

create table task_instance (
  id                     uuid primary key default time_ordered_uuid(),
  run_pk                 bigint not null references dag_run on delete cascade,
  dag_id                 text not null,
  task_id                text not null check (length(task_id) between 1 and 250),
  map_index              integer not null default -1 check (map_index >= -1),
  state                  text not null default 'none' check (state in (
    'none', 'scheduled', 'queued', 'running', 'restarting', 'up_for_retry', 'up_for_reschedule',
    'deferred', 'success', 'failed', 'skipped', 'upstream_failed', 'removed')),
  try_number             integer not null default 0 check (try_number >= 0),
  max_tries              integer not null check (max_tries >= 0),
  epoch                  uuid,
  worker                 text,
  scheduled_at           timestamptz,
  queued_at              timestamptz,
  start_date             timestamptz,
  end_date               timestamptz,
  retry_at               timestamptz,
  first_poke_at          timestamptz,
  lease_until            timestamptz,
  decision               jsonb,
  reason                 text,
  external_id            text,
  -- What claiming and lists need of the model and the run, fixed when the row is made.
  operator               text not null,
  pool                   text not null,
  pool_slots             integer not null check (pool_slots > 0),
  queue                  text not null,
  priority               integer not null,
  order_date             timestamptz not null,
  max_active_tasks       integer not null,
  max_active_across_runs integer,
  max_active_per_run     integer,
  constraint held_while_executing check (
    num_nonnulls(epoch, lease_until)
    = case when state in ('queued', 'running', 'restarting') then 2 else 0 end),
  constraint holder_is_named check (
    state not in ('queued', 'running', 'restarting') or worker is not null),
  constraint ended_when_finished check (
    (state in ('success', 'failed', 'skipped', 'upstream_failed', 'removed', 'up_for_retry'))
    = (end_date is not null)),
  constraint state_fits_times check (
    case state
      when 'none' then num_nonnulls(scheduled_at, queued_at, start_date, retry_at) = 0
      when 'scheduled' then scheduled_at is not null and queued_at is null and retry_at is null
      when 'queued' then queued_at is not null
      when 'running' then start_date is not null
      when 'restarting' then start_date is not null
      when 'up_for_retry' then retry_at is not null
      when 'up_for_reschedule' then retry_at is not null and first_poke_at is not null
      else true
    end),
  constraint timer_only_while_waiting check (
    retry_at is null or state in ('up_for_retry', 'up_for_reschedule', 'deferred'))
) with (fillfactor = 70);
create unique index task_instance_key on task_instance (run_pk, task_id, map_index)
  include (state);
create index task_instance_scheduled
  on task_instance (priority desc, order_date, map_index, id) where state = 'scheduled';
-- Leases move with every heartbeat: they are not in the index, so that a heartbeat stays in place.
create index task_instance_executing on task_instance (run_pk)
  where state in ('queued', 'running', 'restarting', 'deferred');
create index task_instance_timer on task_instance (retry_at)
  where state in ('up_for_retry', 'up_for_reschedule');
create index task_instance_ended on task_instance (end_date) include (state)
  where end_date is not null;
create index task_instance_failed on task_instance (end_date desc) where state = 'failed';
create index task_instance_history on task_instance (dag_id, task_id, run_pk desc);

create table task_attempt (
  task_instance_id uuid not null references task_instance on delete cascade,
  try_number       integer not null check (try_number >= 0),
  state            text not null check (state in (
    'success', 'failed', 'skipped', 'upstream_failed', 'removed', 'up_for_retry')),
  worker           text,
  queued_at        timestamptz,
  start_date       timestamptz,
  end_date         timestamptz not null,
  reason           text,
  primary key (task_instance_id, try_number)
);

-- What a worker reports beside its state; apart from the live row, which stays small.
create table task_report (
  task_instance_id uuid primary key references task_instance on delete cascade,
  try_number       integer not null,
  rendered_fields  jsonb not null default '{}',
  notes            jsonb not null default '{}',
  pid              bigint,
  hostname         text
) with (fillfactor = 80);

create table xcom (
  run_pk    bigint not null references dag_run on delete cascade,
  task_id   text not null,
  map_index integer not null,
  key       text not null check (length(key) between 1 and 512),
  value     text not null check (octet_length(value) <= 1048576),
  at        timestamptz not null default now(),
  primary key (run_pk, task_id, map_index, key)
);

create table audit (
  seq        bigint generated always as identity primary key,
  at         timestamptz not null default now(),
  actor      text not null,
  event      text not null,
  dag_id     text,
  run_id     text,
  task_id    text,
  map_index  integer,
  try_number integer,
  old_state  text,
  new_state  text,
  detail     text not null default ''
);
create index audit_of_run on audit (dag_id, run_id, seq desc) where dag_id is not null;

create table import_problem (
  id        bigint generated always as identity primary key,
  bundle    text not null,
  file_name text not null,
  code      text not null,
  line      integer check (line > 0),
  message   text not null,
  at        timestamptz not null
);
create index import_problem_of_file on import_problem (bundle, file_name);

create table member (
  name       text primary key,
  role       text not null check (role in ('worker', 'scheduler', 'loader')),
  hostname   text not null,
  pid        bigint not null,
  slots      integer not null check (slots >= 0),
  started_at timestamptz not null default now(),
  seen_at    timestamptz not null default now()
) with (fillfactor = 50);

create table pool (
  name             text primary key check (length(name) between 1 and 250),
  slots            integer not null check (slots >= -1),
  description      text,
  include_deferred boolean not null default false
);
insert into pool (name, slots, description) values ('default_pool', 128, 'Default pool');

-- Values are sealed by the application; the database never sees them in the clear.
create table variable (
  key         text primary key check (length(key) between 1 and 250),
  value       text not null,
  description text
);

create table connection (
  connection_id text primary key check (connection_id ~ '^[[:alnum:]_.-]{1,200}$'),
  conn_type     text not null,
  description   text,
  host          text,
  login         text,
  password      text,
  schema_name   text,
  port          integer check (port between 0 and 65535),
  extra         text
);

create table app_user (
  username      text primary key check (length(username) between 1 and 250),
  password_hash text not null,
  role          text not null check (role in ('viewer', 'operator', 'admin')),
  created_at    timestamptz not null default now()
);
