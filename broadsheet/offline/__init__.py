"""Reading without a network: what a device keeps, and what it is told to let go of."""
