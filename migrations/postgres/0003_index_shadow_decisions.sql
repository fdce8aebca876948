-- Decisions of policies that only look on, by time.
create index transaction_events_shadow on transaction_events (created_at) where type = 'policy_decided' and data @> '{"is_shadow": true}';
