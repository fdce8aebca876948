-- What a node says of itself with each heartbeat, for whoever looks at all of them. Nodes of a release before say none of it.

alter table gateway_nodes add column version text;
alter table gateway_nodes add column is_stopping integer not null default 0;
alter table gateway_nodes add column open_calls integer not null default 0;
alter table gateway_nodes add column policy_name text;
alter table gateway_nodes add column policy_version integer;
