"""From a file of procedures to contents that can be published."""
