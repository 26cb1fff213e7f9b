"""Measures the product beside bare Django on the same machine, in the same run: `make bench`.

`stage` makes a database and starts servers, `load` fills it, `client` asks, `figures` says what is asked of the
answers, `report` writes them down. Everything stays on this machine and ends by itself.
"""
