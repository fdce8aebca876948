CREATE TABLE public.contents (
    content_hash bytea NOT NULL,
    size integer NOT NULL,
    encoding smallint NOT NULL,
    body bytea NOT NULL,
    used_on integer NOT NULL
);
CREATE TABLE public.conversation_items (
    item_hash bytea NOT NULL,
    parent_hash bytea,
    depth integer NOT NULL,
    skeleton bytea NOT NULL,
    used_on integer NOT NULL
);
CREATE TABLE public.gateway_nodes (
    node_id text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    heartbeat_at timestamp with time zone NOT NULL,
    stopped_at timestamp with time zone
);
CREATE TABLE public.schema_migrations (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone NOT NULL
);
CREATE TABLE public.search_documents (
    transaction_id uuid NOT NULL,
    document tsvector NOT NULL
);
CREATE TABLE public.sessions (
    session_id text NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    title text
);
CREATE TABLE public.transaction_events (
    transaction_id uuid NOT NULL,
    sequence integer NOT NULL,
    type text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    data jsonb NOT NULL,
    body bytea
);
CREATE TABLE public.transactions (
    transaction_id uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    node_id text NOT NULL,
    format text NOT NULL,
    method text NOT NULL,
    path text NOT NULL,
    model text NOT NULL,
    is_stream boolean NOT NULL,
    kind text NOT NULL,
    session_id text,
    trace_id text,
    title text,
    upstream text,
    upstream_status integer,
    state text NOT NULL,
    is_recovered boolean DEFAULT false NOT NULL,
    status integer,
    stop_reason text,
    error_code text,
    error text,
    is_intervened boolean DEFAULT false NOT NULL,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_creation_tokens bigint,
    reasoning_tokens bigint,
    bytes_received bigint DEFAULT 0 NOT NULL,
    bytes_delivered bigint DEFAULT 0 NOT NULL,
    first_byte_ms double precision,
    duration_ms double precision,
    event_count integer DEFAULT 0 NOT NULL
);
INSERT INTO public.schema_migrations VALUES (1, 'create_journal', '5d7ec0c7f488cced133b199fa2b9353ad80db0829c27bfa3b540ad8a06d4cb03', '2026-11-22 04:56:48.237771+00');
ALTER TABLE ONLY public.contents
    ADD CONSTRAINT contents_pkey PRIMARY KEY (content_hash);
ALTER TABLE ONLY public.conversation_items
    ADD CONSTRAINT conversation_items_pkey PRIMARY KEY (item_hash);
ALTER TABLE ONLY public.gateway_nodes
    ADD CONSTRAINT gateway_nodes_pkey PRIMARY KEY (node_id);
ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.search_documents
    ADD CONSTRAINT search_documents_pkey PRIMARY KEY (transaction_id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (session_id);
ALTER TABLE ONLY public.transaction_events
    ADD CONSTRAINT transaction_events_pkey PRIMARY KEY (transaction_id, sequence);
ALTER TABLE ONLY public.transactions
    ADD CONSTRAINT transactions_pkey PRIMARY KEY (transaction_id);
CREATE INDEX contents_used ON public.contents USING btree (used_on);
CREATE INDEX conversation_items_used ON public.conversation_items USING btree (used_on);
CREATE INDEX search_documents_document ON public.search_documents USING gin (document);
CREATE INDEX sessions_last ON public.sessions USING btree (last_at, session_id);
CREATE INDEX transaction_events_type ON public.transaction_events USING btree (type, created_at);
CREATE INDEX transactions_intervened ON public.transactions USING btree (transaction_id) WHERE is_intervened;
CREATE INDEX transactions_model ON public.transactions USING btree (model, transaction_id);
CREATE INDEX transactions_open ON public.transactions USING btree (node_id, transaction_id) WHERE (ended_at IS NULL);
CREATE INDEX transactions_session ON public.transactions USING btree (session_id, transaction_id) WHERE (session_id IS NOT NULL);
CREATE INDEX transactions_state ON public.transactions USING btree (state, transaction_id);
CREATE INDEX transactions_status ON public.transactions USING btree (status, transaction_id);
CREATE INDEX transactions_trace ON public.transactions USING btree (trace_id, opened_at) WHERE (trace_id IS NOT NULL);
INSERT INTO public.transactions (transaction_id, opened_at, node_id, format, method, path, model, is_stream, kind, state)
    VALUES ('0193539b-2c80-7000-8000-000000000001', '2025-11-22 00:00:00+00', 'node-of-0001', 'openai-chat', 'POST', '/v1/chat/completions', 'model-of-0001', true, 'turn', 'open');
