-- One payment that a partner asked for.
CREATE TABLE IF NOT EXISTS transaction (
    seq bigserial PRIMARY KEY,
    reference text UNIQUE NOT NULL,      -- MaThamChieu
    page text UNIQUE NOT NULL,           -- the end of the page's address
    number text UNIQUE NOT NULL,         -- MaGiaoDich
    state text NOT NULL DEFAULT '0',     -- TrangThaiGD, see states.py
    amount bigint NOT NULL,              -- asked for
    received bigint NOT NULL DEFAULT 0,  -- taken from the payer
    currency text NOT NULL,
    bank text NOT NULL DEFAULT '',
    init jsonb NOT NULL,                 -- the message as it came
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX IF NOT EXISTS transaction_waiting ON transaction (expires_at) WHERE state = '0';
CREATE INDEX IF NOT EXISTS transaction_paid ON transaction (ended_at) WHERE state = '1';

-- Calls to be made.
CREATE TABLE IF NOT EXISTS delivery (
    id bigserial PRIMARY KEY,
    reference text NOT NULL,
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
