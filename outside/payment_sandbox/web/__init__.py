"""The hosted page, and where the webhook calls go."""
