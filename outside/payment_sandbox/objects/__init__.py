"""New objects with all the fields that Stripe's have (checked against Stripe's own samples)."""
