"""Stripe, or the payment sandbox that speaks its API: Checkout Sessions on a hosted page."""
