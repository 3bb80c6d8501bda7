"""Delivering the outbox: heads of streams, batches, a breaker, one process at a time."""
