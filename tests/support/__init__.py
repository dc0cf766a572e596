"""What the tests share: builders, and a database server of their own."""
