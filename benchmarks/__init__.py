"""What the kit finds and how fast, measured."""
