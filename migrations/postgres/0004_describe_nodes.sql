-- What a node says of itself with each heartbeat, for whoever looks at all of them. Nodes of a release before say none of it.

alter table gateway_nodes
    add column version        text,
    add column is_stopping    boolean not null default false,
    add column open_calls     integer not null default 0,
    add column policy_name    text,
    add column policy_version integer;
