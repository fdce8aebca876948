-- Policies as people configure them: named instances, each change a new version; what was active when, and who made it so.

create table policy_config (
    name          text    not null,
    version       integer not null,
    class         text    not null,
    configuration text    not null,
    description   text,
    is_active     integer not null default 0,
    created_at    integer not null,
    created_by    text    not null,
    primary key (name, version)
);
-- One version of one instance (a single policy or a chain) is active, or none.
create unique index policy_config_active on policy_config (is_active) where is_active;

create table policy_history (
    history_id   integer not null primary key autoincrement,
    action       text    not null check (action in ('create', 'activate', 'rollback', 'delete')),
    from_name    text,
    from_version integer,
    to_name      text,
    to_version   integer,
    changed_at   integer not null,
    changed_by   text    not null
);
create index policy_history_changed on policy_history (changed_at);
