"""What the service costs, measured side by side; nothing here asserts."""
