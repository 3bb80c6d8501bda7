"""Settings: base, and one file for each way the portal runs (demo, test, production)."""
