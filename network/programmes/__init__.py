"""Programmes before, beside and after the institution: what there is, and who takes part."""
