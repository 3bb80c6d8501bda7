"""The subset of Stripe's API."""
