-- What keeps a worker from taking attempts, in its own words.
alter table member add column trouble text;
