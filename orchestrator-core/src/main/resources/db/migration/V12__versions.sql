-- A scheduler remembers the runs that it drives. Whoever else changes a run or its task instances
-- raises its version, so that what was remembered is known to be old.
alter table dag_run add column version bigint not null default 0;

-- One row. Claims are made one after the other under its lock, each raises its version; and so does
-- what makes room for claims or takes it, or says which DAGs may be claimed from.
create table claim_book (
  only_row boolean primary key default true check (only_row),
  version  bigint not null default 0
) with (fillfactor = 50);
insert into claim_book default values;

create function raise_claim_book() returns trigger language plpgsql as $$
begin
  update claim_book set version = version + 1 where only_row;
  return null;
end $$;
create trigger pool_changes_claims after insert or update or delete on pool
  for each statement execute function raise_claim_book();
create trigger pause_changes_claims after update of paused on dag
  for each row when (old.paused is distinct from new.paused) execute function raise_claim_book();
