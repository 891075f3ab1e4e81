"""Lists of groups as homes keep them in spreadsheets: read, checked, compared, and taken in."""
