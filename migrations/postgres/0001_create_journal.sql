-- The journal: events of transactions, the contents they share, and the projections that queries read.
-- Transaction ids are UUIDs of version 7: ordering by id is ordering by time.

create table gateway_nodes (
    node_id      text        not null primary key,
    started_at   timestamptz not null,
    heartbeat_at timestamptz not null,
    stopped_at   timestamptz
);

-- One row per call: what lists show and filter by. Written with the events, in the same database transaction.
create table transactions (
    transaction_id   uuid             not null primary key,
    opened_at        timestamptz      not null,
    ended_at         timestamptz,
    node_id          text             not null,
    format           text             not null,
    method           text             not null,
    path             text             not null,
    model            text             not null,
    is_stream        boolean          not null,
    kind             text             not null,
    session_id       text,
    trace_id         text,
    title            text,
    upstream         text,
    upstream_status  integer,
    state            text             not null,
    is_recovered     boolean          not null default false,
    status           integer,
    stop_reason      text,
    error_code       text,
    error            text,
    is_intervened    boolean          not null default false,
    input_tokens     bigint,
    output_tokens    bigint,
    cache_read_tokens bigint,
    cache_creation_tokens bigint,
    reasoning_tokens bigint,
    bytes_received   bigint           not null default 0,
    bytes_delivered  bigint           not null default 0,
    first_byte_ms    double precision,
    duration_ms      double precision,
    event_count      integer          not null default 0
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
    transaction_id uuid        not null,
    sequence       integer     not null,
    type           text        not null,
    created_at     timestamptz not null,
    data           jsonb       not null,
    body           bytea,
    primary key (transaction_id, sequence)
);
create index transaction_events_type on transaction_events (type, created_at);

-- Large values of request bodies, kept once, by the SHA-256 of their bytes. used_on: the last day (since 1970) on which a request held them.
create table contents (
    content_hash bytea    not null primary key,
    size         integer  not null,
    encoding     smallint not null,
    body         bytea    not null,
    used_on      integer  not null
);
create index contents_used on contents (used_on);

-- Messages of histories as chains: an item's hash covers its own skeleton and its parent's hash, so a session's turns share their beginning.
create table conversation_items (
    item_hash   bytea   not null primary key,
    parent_hash bytea,
    depth       integer not null,
    skeleton    bytea   not null,
    used_on     integer not null
);
create index conversation_items_used on conversation_items (used_on);

create table sessions (
    session_id text        not null primary key,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    title      text
);
create index sessions_last on sessions (last_at, session_id);

create table search_documents (
    transaction_id uuid     not null primary key,
    document       tsvector not null
);
create index search_documents_document on search_documents using gin (document);
