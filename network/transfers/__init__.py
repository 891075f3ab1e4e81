"""A young person's case goes from one centre to another (ZSV: the centre of where they live)."""
