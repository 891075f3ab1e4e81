"""What may be seen across a border, and by whom: the lists that the audit goes by."""

# The same for everybody, and without anybody in them.
FOR_ALL = {"ask_moves", "decline_reasons", "deployment", "holidays", "key_marks", "towns"}
VIEWS = (
    "published_groups",
    "group_networks",
    "received_disclosures",
    "received_messages",
    "received_parts",
    "stopped_parts",
    "stopped_documents",
    "transferred_parts",
    "transferred_documents",
    "opened_files",
    "opened_bases",
    "opened_voices",
    "erased_files",
    "received_documents",
    "paper_keys",
    "received_papers",
    "known_elsewhere",
    "asked_of_us",
    "answers_elsewhere",
    "emergency_houses",
    "emergency_reads",
    "kept_because",
    "files_at_rest",
    "overseen_files",
    "overseen_bases",
    "overseen_documents",
    "open_inspections",
    "opened_to_inspect",
    "knocked_at",
    "network_requests",
    "network_stalls",
    "network_placed",
    "network_unmet",
    "network_leakage",
    "network_orders",
    "received_questions",
    "waiting_positions",
    "full_searches",
    "own_memberships",
    "recognised_sessions",
    "recognised_tokens",
    "recognised_invitations",
    "recognised_one_taps",
    "recognised_pages",
    "visited_page",
    "page_requests",
    "page_stays",
    "page_shares",
    "page_looks",
    "page_bases",
)
# What is for the coordination of a network alone.
FIGURES = tuple(view for view in VIEWS if view.startswith("network_"))
# What the institution may see of the centre's (and the other way round) by these tables alone.
TWO_PARTY = {
    "asks",
    "ask_steps",
    "clocks",
    "decline_reviews",
    "occupancies",
    "placements",
    "placement_steps",
    "visits",
    "legal_states",
    "placement_outcomes",
    "part_sightings",
    "document_openings",
    "emergency_reviews",
    "trail_entries",
}
# What is looked up by a digest before any scope exists.
KEYED = (
    "sessions",
    "throttles",
    "accounts",
    "api_tokens",
    "invitations",
    "one_tap_links",
    "passkeys",
    "challenges",
    "half_sign_ins",
    "own_pages",
    "page_sessions",
)
# What belongs to a person's account, in whichever house they work.
PERSONAL = {"passkeys", "one_time_codes", "recovery_codes", "sessions", "half_sign_ins"}
# Where a network shows its members to each other.
DIRECTORY = {"tenants", "network_tenants", "networks", "working_hours"}
