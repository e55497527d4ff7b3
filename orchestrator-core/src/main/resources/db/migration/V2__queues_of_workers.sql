-- Which queues a worker serves: a waiting task says when nobody serves its queue.
alter table member add column queues text[] not null default '{}';
