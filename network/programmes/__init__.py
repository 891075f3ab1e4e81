"""Programmes before, beside and after the institution: what there is, who takes part, how it goes."""
