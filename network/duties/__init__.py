"""Who answers for what, and how it is handed over before somebody leaves."""
