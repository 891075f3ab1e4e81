"""What the tenants share: places, requests, placements."""
