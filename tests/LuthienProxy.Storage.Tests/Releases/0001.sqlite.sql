CREATE TABLE schema_migrations (
    number     integer not null primary key,
    name       text    not null,
    checksum   text    not null,
    applied_at integer not null
);
CREATE TABLE gateway_nodes (
    node_id      text    not null primary key,
    started_at   integer not null,
    heartbeat_at integer not null,
    stopped_at   integer
);
CREATE TABLE transactions (
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
CREATE INDEX transactions_model on transactions (model, transaction_id);
CREATE INDEX transactions_state on transactions (state, transaction_id);
CREATE INDEX transactions_status on transactions (status, transaction_id);
CREATE INDEX transactions_session on transactions (session_id, transaction_id) where session_id is not null;
CREATE INDEX transactions_trace on transactions (trace_id, opened_at) where trace_id is not null;
CREATE INDEX transactions_intervened on transactions (transaction_id) where is_intervened;
CREATE INDEX transactions_open on transactions (node_id, transaction_id) where ended_at is null;
CREATE TABLE transaction_events (
    transaction_id blob    not null,
    sequence       integer not null,
    type           text    not null,
    created_at     integer not null,
    data           text    not null,
    body           blob,
    primary key (transaction_id, sequence)
);
CREATE INDEX transaction_events_type on transaction_events (type, created_at);
CREATE TABLE contents (
    content_hash blob    not null primary key,
    size         integer not null,
    encoding     integer not null,
    body         blob    not null,
    used_on      integer not null
);
CREATE INDEX contents_used on contents (used_on);
CREATE TABLE conversation_items (
    item_hash   blob    not null primary key,
    parent_hash blob,
    depth       integer not null,
    skeleton    blob    not null,
    used_on     integer not null
);
CREATE INDEX conversation_items_used on conversation_items (used_on);
CREATE TABLE sessions (
    session_id text    not null primary key,
    first_at   integer not null,
    last_at    integer not null,
    title      text
);
CREATE INDEX sessions_last on sessions (last_at, session_id);
CREATE VIRTUAL TABLE search_documents using fts5 (document, content = '', contentless_delete = 1, tokenize = 'unicode61');
CREATE TABLE search_texts (
    transaction_id blob not null primary key,
    document       text not null
);
insert into schema_migrations values (1, 'create_journal', 'a0b04058fbc6cac4b9f52018d17415677671c77eb88c4ee7c6ec9638d108f0ca', 1763769600000000);
insert into transactions (transaction_id, opened_at, node_id, format, method, path, model, is_stream, kind, state)
    values (x'0193539b2c8070008000000000000001', 1763769600000000, 'node-of-0001', 'openai-chat', 'POST', '/v1/chat/completions', 'model-of-0001', 1, 'turn', 'open');
