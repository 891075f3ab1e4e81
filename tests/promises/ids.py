"""Where the things lie whose ids stand in paths, for the attack on every route."""

# What names a thing in a path, and the table it lies in.
TABLES = {
    "group_id": "groups",
    "request_id": "requests",
    "draft_id": "request_drafts",
    "ask_id": "asks",
    "placement_id": "placements",
    "closure_id": "occupancies",
    "place_id": "places",
    "member_id": "members",
    "invitation_id": "invitations",
    "token_id": "api_tokens",
    "notice_id": "notices",
    "review_id": "decline_reviews",
    "filter_id": "saved_filters",
    "undo_id": "recent_acts",
    "clock_id": "clocks",
    "person_id": "young_persons",
    "basis_id": "legal_bases",
    "passkey_id": "passkeys",
    "document_id": "stored_documents",
    "shared_id": "shared_documents",
    "paper_id": "message_papers",
    "question_id": "elsewhere_questions",
    "asked_id": "elsewhere_answers",
    "emergency_id": "emergencies",
    "emergency_review_id": "emergency_reviews",
    "page_id": "own_pages",
    "voice_id": "page_voices",
    "transfer_id": "case_transfers",
    "rights_request_id": "rights_requests",
    "erasure_id": "erasures",
    "breach_id": "breaches",
    "inspection_id": "inspections",
}
# Who else sees a thing than whose it is, by the column that names them.
OTHER_SIDE = {"asks": "recipient_id", "placements": "asker_id", "case_transfers": "owner_id"}
