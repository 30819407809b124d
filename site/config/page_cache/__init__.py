"""Whole pages, kept for visitors without a session. docs/adr/3-page-cache.md says why it is made as it is.

`addresses` says what may be kept and under which name, `entries` what is kept, `store` where and for how long it is
true, `moments` what changes by the clock alone, `dependencies` what a page was made from, `changes` what makes it
untrue, `frontend` tells the caches before the site. `middleware` puts them together.
"""
