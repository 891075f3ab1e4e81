"""Groups, their places, what fills them, and who confirmed it."""
