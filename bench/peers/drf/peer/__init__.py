"""A peer of the service: what a Django developer would write with the usual tools."""
