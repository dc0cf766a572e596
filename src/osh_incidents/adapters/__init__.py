"""The outside world behind small typed functions."""
