"""The payment sandbox: a stand-in for Stripe, in a process of its own.

It speaks the subset of Stripe's API that the portal uses to the official client, shows the hosted
page, signs and repeats webhooks, and fails on demand. Start it with
`python -m outside.payment_sandbox`; see docs/payments.md. It knows nothing of the portal's code.
"""
