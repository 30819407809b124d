"""The whole site in one file, and back out of it: what `make backup` and `make restore` are made of."""
