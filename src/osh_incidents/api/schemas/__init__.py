"""What is published and what is taken in, by resource."""
