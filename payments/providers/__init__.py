"""Providers behind one small port (base); each online provider is a folder of tiny files."""
