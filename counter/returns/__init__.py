"""Results on their way out of the counter: who may take one, what waits, what goes by post."""
