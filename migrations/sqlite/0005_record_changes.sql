-- What administrators changed in a running gateway: who, when, where, what, and what became of it. Written by the journal's writers; retention leaves it alone.
-- change_id is a UUID of version 7: ordering by it is ordering by time.

create table admin_changes (
    change_id  blob    not null primary key,
    changed_at integer not null,
    node_id    text    not null,
    actor      text    not null,
    origin     text    not null,
    action     text    not null,
    subject    text,
    detail     text,
    outcome    text    not null check (outcome in ('begun', 'done', 'refused', 'failed', 'unknown'))
);
create index admin_changes_subject on admin_changes (subject, change_id) where subject is not null;
