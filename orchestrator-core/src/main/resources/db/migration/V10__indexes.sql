-- Small tables, too: a statement of the engine that finds no index costs more to plan than to run.
create index load_warning_of_bundle on load_warning (bundle, file_name, line, id);
create index dag_of_bundle on dag (bundle, dag_id) where not stale;
