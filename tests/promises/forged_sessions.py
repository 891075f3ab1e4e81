"""What people try to write of sessions, rooms and calendars that is not theirs to write."""

SESSION, MARK = "UPDATE programme_sessions SET", "UPDATE attendances SET"
# A mark of their own in a foreign session, in their own name or in that of the house.
MARKED = (
    "INSERT INTO attendances (tenant_id, id, session_id, enrolment_id, mark, created_at)"
    " SELECT {tenant}, gen_random_uuid(), :id, id, 'came', app_now() FROM enrolments"
)
BOOKED = (
    "INSERT INTO room_bookings (tenant_id, id, room_id, starts_at, ends_at, purpose, by_member_id,"
    " by_name, created_at) SELECT tenant_id, gen_random_uuid(), :id, app_now(),"
    " app_now() + interval '1 hour', 'x', id, 'x', app_now() FROM members LIMIT 1"
)

FORGED_SESSIONS = (
    ("stranger", f"{SESSION} topic = 'x' WHERE id = :id", "session_id"),
    ("centre", f"{SESSION} topic = 'x' WHERE id = :id", "session_id"),
    ("institution", f"{SESSION} state = 'planned' WHERE id = :id", "session_id"),
    ("institution", f"{SESSION} cohort_id = gen_random_uuid() WHERE id = :id", "session_id"),
    ("institution", "DELETE FROM programme_sessions WHERE id = :id", "session_id"),
    ("centre", MARKED.format(tenant="tenant_id"), "session_id"),
    ("centre", MARKED.format(tenant="app_tenant()"), "session_id"),
    ("institution", f"{MARK} session_id = gen_random_uuid() WHERE session_id = :id", "session_id"),
    ("stranger", f"{MARK} mark = 'came' WHERE session_id = :id", "session_id"),
    ("institution", "DELETE FROM attendances WHERE session_id = :id", "session_id"),
    (
        "institution",
        "UPDATE attendance_changes SET mark = 'came' WHERE session_id = :id",
        "session_id",
    ),
    ("institution", "UPDATE session_notes SET body = 'x' WHERE session_id = :id", "session_id"),
    (
        "institution",
        "DELETE FROM no_show_follow_ups WHERE enrolment_id = :id",
        "enrolment_id",
    ),
    ("stranger", BOOKED, "room_id"),
    ("stranger", "UPDATE rooms SET retired_at = app_now() WHERE id = :id", "room_id"),
    ("stranger", "UPDATE room_bookings SET released_at = app_now() WHERE id = :id", "booking_id"),
    ("institution", "DELETE FROM room_bookings WHERE id = :id", "booking_id"),
)
