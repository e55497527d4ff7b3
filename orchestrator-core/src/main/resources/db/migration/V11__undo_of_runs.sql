-- One order may be about several runs: each has its row, and all of them are undone together.
alter table undo drop constraint undo_order_id_key;
create index undo_order on undo (order_id);
