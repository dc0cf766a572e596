"""The law, the case, the clocks and the figures: pure functions of values."""
