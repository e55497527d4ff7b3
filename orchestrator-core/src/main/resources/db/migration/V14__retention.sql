-- Which runs of a DAG ended first, and which last.
create index dag_run_end on dag_run (dag_id, end_date, id) where end_date is not null;

-- Runs that are gone and whose task logs are still to be deleted. Another run may have the same
-- name by then: only what was written before the moment is deleted.
create table deleted_run (
  dag_id text not null,
  run_id text not null,
  at     timestamptz not null,
  primary key (dag_id, run_id)
);
create index deleted_run_at on deleted_run (at, dag_id, run_id);
