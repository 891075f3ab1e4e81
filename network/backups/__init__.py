"""Copies of a deployment, without its keys, and how one is brought back."""
