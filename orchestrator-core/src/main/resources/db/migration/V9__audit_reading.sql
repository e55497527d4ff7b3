-- What people ordered is read without wading through what the engine did of it; and of a sensor's
-- many pokes a reader is told nothing but the first.
create index audit_orders on audit (seq desc) where new_state is null;
create index audit_pokes on audit (dag_id, run_id, task_id, map_index, try_number, seq)
  where event = 'task.not_ready';
