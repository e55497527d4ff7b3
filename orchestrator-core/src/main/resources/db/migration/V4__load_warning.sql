-- What should be mended in a file that loads. Other than an import_problem it stops no run.
create table load_warning (
  id        bigint generated always as identity primary key,
  bundle    text not null,
  file_name text not null,
  code      text not null,
  line      integer check (line > 0),
  message   text not null,
  at        timestamptz not null
);
