"""Many procedures changed as one: what it would do, and how it is done."""
