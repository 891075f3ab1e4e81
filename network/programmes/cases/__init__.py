"""What a mobile team or an adviser does for somebody who is enrolled: from request to report."""
