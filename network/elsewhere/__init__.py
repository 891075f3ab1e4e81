"""Whether another house may know a young person, and breaking the glass where life is at stake."""
