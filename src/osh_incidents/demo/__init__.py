"""A believable city to try the service with; no person or enterprise in it is real."""
