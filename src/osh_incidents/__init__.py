"""Occupational accidents and diseases of a city: declarations, cases, clocks and figures."""
