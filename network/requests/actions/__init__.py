"""What centres and homes do with requests and asks. The surface opens and ends the transaction."""
