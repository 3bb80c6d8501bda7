"""How long a test waits for what must come: a busy machine is slow, not wrong."""

PATIENCE_SECONDS = 90
PATIENCE_MS = PATIENCE_SECONDS * 1000
