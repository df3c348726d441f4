"""The command line ``broadsheet``: one module for each command, and what they stand on below it."""
