"""What a sceptic would want to see before trusting the service."""
