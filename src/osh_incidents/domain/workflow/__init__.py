"""The tracks of a case as tables of transitions."""
