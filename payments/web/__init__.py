"""Pages about money: the payer's own, and the providers' calls."""
