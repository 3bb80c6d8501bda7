"""From a bank's statement file to lines that can be counted once."""
