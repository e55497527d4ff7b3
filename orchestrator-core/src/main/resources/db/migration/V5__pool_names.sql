-- Airflow's length of a pool's name.
alter table pool drop constraint pool_name_check;
alter table pool add constraint pool_name_check check (length(name) between 1 and 256);
