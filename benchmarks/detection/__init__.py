"""How many defective handlers the kit finds, and whether it leaves the correct ones alone."""
