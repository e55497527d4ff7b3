-- Claims look at an equal part of each DAG: its scheduled instances lie together, best first.
drop index task_instance_scheduled;
create index task_instance_scheduled
  on task_instance (dag_id, priority desc, order_date, map_index, id) where state = 'scheduled';
