"""Documents of a young person's file: checked, sealed, kept, shown with a watermark."""
