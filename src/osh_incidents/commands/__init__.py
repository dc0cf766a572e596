"""Commands of the operator that have a module of their own."""
