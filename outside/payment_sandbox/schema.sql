-- Stripe's objects are documents, so they are kept as documents.
CREATE TABLE IF NOT EXISTS object (
    seq bigserial PRIMARY KEY,
    id text UNIQUE NOT NULL,
    kind text NOT NULL,
    body jsonb NOT NULL,
    hidden jsonb NOT NULL DEFAULT '{}'  -- what Stripe knows of it but does not show
);
CREATE INDEX IF NOT EXISTS object_kind ON object (kind, seq);
CREATE INDEX IF NOT EXISTS object_open_session ON object (((body ->> 'expires_at')::bigint))
    WHERE kind = 'checkout.session' AND body ->> 'status' = 'open';

-- The answer given under an idempotency key, to be given again.
CREATE TABLE IF NOT EXISTS answer (
    key text PRIMARY KEY,
    fingerprint text NOT NULL,
    status integer NOT NULL,
    body jsonb NOT NULL
);

-- Webhook calls to be made.
CREATE TABLE IF NOT EXISTS delivery (
    id bigserial PRIMARY KEY,
    event_id text NOT NULL,
    due timestamptz NOT NULL,
    forged boolean NOT NULL DEFAULT false,
    tries integer NOT NULL DEFAULT 0,
    last_answer text NOT NULL DEFAULT '',
    done boolean NOT NULL DEFAULT false
);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (due) WHERE NOT done;

-- What shall go wrong, how often, and a number that means what the fault says.
CREATE TABLE IF NOT EXISTS fault (
    name text PRIMARY KEY,
    remaining integer NOT NULL,
    value integer NOT NULL
);
