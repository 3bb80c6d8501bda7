"""The load client: wrk, driven by Lua scripts."""
