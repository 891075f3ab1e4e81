"""The decision and the stay that follow an accepted ask."""
