-- How a run and its task instances stood before a person's last order about it, for as long as the
-- order can be undone. Rows are kept as they were; a newer order about the run replaces them.
create table undo (
  run_pk   bigint primary key references dag_run on delete cascade,
  order_id uuid not null unique,
  actor    text not null,
  at       timestamptz not null,
  run      jsonb not null,
  tasks    jsonb not null,
  touched  uuid[] not null
);
create index undo_at on undo (at);
