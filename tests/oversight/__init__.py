"""Who watches over data protection, and what they see to."""
