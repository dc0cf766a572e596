"""Rows without behaviour."""
