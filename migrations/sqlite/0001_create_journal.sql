-- The journal: events of transactions, the contents they share, and the projections that queries read.
-- Transaction ids are UUIDs of version 7, 16 bytes, big-endian: ordering by id is ordering by time. Times are microseconds since 1970, UTC.

create table gateway_nodes (
    node_id      text    not null primary key,
    started_at   integer not null,
    heartbeat_at integer not null,
    stopped_at   integer
);

-- One row per call: what lists show and filter by. Written with the events, in the same database transaction.
-- row_id is the rowid by another name: search documents refer to it, and a rowid that has no name may change when the file is vacuumed.
create table transactions (
    row_id           integer not null primary key,
    transaction_id   blob    not null unique,
    opened_at        integer not null,
    ended_at         integer,
    node_id          text    not null,
    format           text    not null,
    method           text    not null,
    path             text    not null,
    model            text    not null,
    is_stream        integer not null,
    kind             text    not null,
    session_id       text,
    trace_id         text,
    title            text,
    upstream         text,
    upstream_status  integer,
    state            text    not null,
    is_recovered     integer not null default 0,
    status           integer,
    stop_reason      text,
    error_code       text,
    error            text,
    is_intervened    integer not null default 0,
    input_tokens     integer,
    output_tokens    integer,
    cache_read_tokens integer,
    cache_creation_tokens integer,
    reasoning_tokens integer,
    bytes_received   integer not null default 0,
    bytes_delivered  integer not null default 0,
    first_byte_ms    real,
    duration_ms      real,
    event_count      integer not null default 0
);
create index transactions_model on transactions (model, transaction_id);
create index transactions_state on transactions (state, transaction_id);
create index transactions_status on transactions (status, transaction_id);
create index transactions_session on transactions (session_id, transaction_id) where session_id is not null;
create index transactions_trace on transactions (trace_id, opened_at) where trace_id is not null;
create index transactions_intervened on transactions (transaction_id) where is_intervened;
create index transactions_open on transactions (node_id, transaction_id) where ended_at is null;

-- The journal itself. What an event holds besides its bytes is data (JSON); its bytes are body.
create table transaction_events (
    transaction_id blob    not null,
    sequence       integer not null,
    type           text    not null,
    created_at     integer not null,
    data           text    not null,
    body           blob,
    primary key (transaction_id, sequence)
);
create index transaction_events_type on transaction_events (type, created_at);

-- Large values of request bodies, kept once, by the SHA-256 of their bytes. used_on: the last day (since 1970) on which a request held them.
create table contents (
    content_hash blob    not null primary key,
    size         integer not null,
    encoding     integer not null,
    body         blob    not null,
    used_on      integer not null
);
create index contents_used on contents (used_on);

-- Messages of histories as chains: an item's hash covers its own skeleton and its parent's hash, so a session's turns share their beginning.
create table conversation_items (
    item_hash   blob    not null primary key,
    parent_hash blob,
    depth       integer not null,
    skeleton    blob    not null,
    used_on     integer not null
);
create index conversation_items_used on conversation_items (used_on);

create table sessions (
    session_id text    not null primary key,
    first_at   integer not null,
    last_at    integer not null,
    title      text
);
create index sessions_last on sessions (last_at, session_id);

-- rowid is the transaction's row_id. Contentless: the text itself stands in events and contents.
create virtual table search_documents using fts5 (document, content = '', contentless_delete = 1, tokenize = 'unicode61');

-- Text of calls that have not ended: an index without content cannot add to a document, so it gets a call's text whole, when the call has ended.
create table search_texts (
    transaction_id blob not null primary key,
    document       text not null
);
