"""What stands between the socket and the operations: each module is one reason to refuse or add."""
