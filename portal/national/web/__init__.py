"""What people see of the line to the national portal: the watch pages, the public line, health."""
