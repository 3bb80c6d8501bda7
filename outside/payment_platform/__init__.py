"""A stand-in for the national payment platform, in a process of its own.

It takes the messages of the portal, shows the page on which the payer chooses a bank, tells the
result by signed calls, and fails on demand. Start it with `python -m outside.payment_platform`; see
docs/payment-platform.md. It knows nothing of the portal's code.
"""
