"""What is said to paths that ask for something, by the attack on every route."""

from uuid import uuid4

DAY = "2026-12-01"
# What is said to a path that asks for something, so that nothing but the id can be wrong.
SAID: dict[str, dict[str, object]] = {
    "/groups/<uuid:group_id>/closures": {"starts": DAY, "reason": "works"},
    "/groups/<uuid:group_id>": {
        "name": "Jadro",
        "form": "housing_group",
        "age_from": 12,
        "age_to": 18,
        "sex": "mixed",
        "town": "Ljubljana",
        "duty_phone": "01 234 56 78",
        "capacity": 3,
    },
    "/groups/<uuid:group_id>/intake": {"intake": "assess_first"},
    "/groups/<uuid:group_id>/extra-places": {
        "starts": DAY,
        "ends": "2026-12-24",
        "reason": "crisis",
    },
    "/groups/<uuid:group_id>/extra-places/<uuid:place_id>/ending": {"ends": DAY, "note": "Odšel."},
    "/requests/<uuid:request_id>": {"file_reference": "1", "wanted_from": DAY},
    "/requests/drafts/<uuid:draft_id>": {"age": 15},
    "/requests/<uuid:request_id>/asks": {"group_ids": [str(uuid4())]},
    "/requests/<uuid:request_id>/family": {"number": "2026-0001"},
    "/requests/<uuid:request_id>/closing": {"reason": "unmet", "unmet": "no_place"},
    "/asks/<uuid:ask_id>/decline": {"reason": "no_place"},
    "/asks/<uuid:ask_id>/refusal": {"reason": "too_far"},
    "/asks/<uuid:ask_id>/withdrawal": {"reason": "no_longer_needed"},
    "/asks/<uuid:ask_id>/cancellation": {"reason": "no_longer_needed"},
    "/asks/<uuid:ask_id>/messages": {"body": "Beseda"},
    "/requests/<uuid:request_id>/removal": {"removed_at": "2026-11-01T14:00:00+01:00"},
    "/placements/<uuid:placement_id>/arrival": {"arrived_on": "2026-11-01", "reference": "Q1"},
    "/placements/<uuid:placement_id>/non-arrival": {"reason": "illness"},
    "/placements/<uuid:placement_id>/planned-end": {"planned_end": "2027-12-01"},
    "/placements/<uuid:placement_id>/extension": {
        "planned_end": "2027-12-01",
        "reason": "school_year",
    },
    "/placements/<uuid:placement_id>/overstay": {"until": "2027-12-01", "reason": "health"},
    "/placements/<uuid:placement_id>/group": {"group_id": str(uuid4()), "reason": "safety"},
    "/placements/<uuid:placement_id>/leave": {
        "kind": "weekend_leave",
        "begins_at": "2026-11-01T14:00:00+01:00",
        "until_at": "2027-01-01T20:00:00+01:00",
    },
    "/placements/<uuid:placement_id>/absence": {
        "kind": "absconded",
        "begins_at": "2026-11-01T14:00:00+01:00",
    },
    "/placements/<uuid:placement_id>/return": {"returned_at": "2026-11-01T14:00:00+01:00"},
    "/placements/<uuid:placement_id>/legal-state": {"kind": "voluntary", "starts": "2026-11-01"},
    "/placements/<uuid:placement_id>/transfer": {
        "left_on": "2026-11-01",
        "urgency": "planned",
        "reason": "school",
    },
    "/placements/<uuid:placement_id>/departure": {
        "left_on": "2026-11-01",
        "destination": "home",
    },
    "/administration/members/<uuid:member_id>": {
        "name": "Ana",
        "roles": ["head"],
        "version": 1,
    },
    "/administration/members/<uuid:member_id>/hand-over": {"to_id": str(uuid4())},
    "/members/<uuid:member_id>/hand-over": {"to_id": str(uuid4())},
}
