"""Writes. Each is safe to repeat; none asks a provider inside a transaction."""
