-- Decisions of policies that only look on, by time. In JSON the quotes of a text are escaped: these words can only be the member itself.
create index transaction_events_shadow on transaction_events (created_at) where type = 'policy_decided' and instr(data, '"is_shadow":true') > 0;
