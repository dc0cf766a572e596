"""Tables, queries and transactions."""
