"""The forms in which a figure is published, and what is withheld from whom."""
