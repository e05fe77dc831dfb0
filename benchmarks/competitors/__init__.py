"""What the kit is measured against."""
