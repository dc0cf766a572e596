"""Every query, by what it asks for."""
