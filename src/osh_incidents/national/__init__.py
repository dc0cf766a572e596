"""The ministry's published national figures, sent as unit records and counted again."""
