"""Looking at a revision before it is published: as citizens will see it, and filing it for a try.

Nothing here writes: what is typed travels in the page itself.
"""
