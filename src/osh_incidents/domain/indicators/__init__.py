"""The three figures that the city answers for."""
