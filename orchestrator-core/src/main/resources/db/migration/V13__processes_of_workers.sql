-- Which process went by the name of a worker, and since when. The process of an attempt is the one
-- that went by its worker's name when it was claimed: a claim writes no row for it.
create table worker_process (
  worker   text not null,
  since    timestamptz not null,
  id       uuid not null,
  hostname text not null,
  pid      bigint not null,
  primary key (worker, since)
);
