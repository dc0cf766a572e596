"""What a victim is owed at the least."""
