"""The clerk's pages of the queue."""
