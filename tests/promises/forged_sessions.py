"""What people try to write of sessions, rooms and calendars that is not theirs to write."""

BORROWS = "borrowed_id"
SESSION, MARK = "UPDATE programme_sessions SET", "UPDATE attendances SET"
# A mark of their own in a foreign session, in their own name or in that of the house.
MARKED = (
    "INSERT INTO attendances (tenant_id, id, session_id, enrolment_id, mark, created_at)"
    " SELECT {tenant}, gen_random_uuid(), :id, id, 'came', app_now() FROM enrolments"
)
BOOKED = (
    "INSERT INTO room_bookings (tenant_id, id, asker_id, room_id, starts_at, ends_at, purpose,"
    " programme, refusal, by_member_id, by_name, created_at) SELECT tenant_id, gen_random_uuid(),"
    " tenant_id, :id, app_now(), app_now() + interval '1 hour', 'x', '', '', id, 'x', app_now()"
    " FROM members LIMIT 1"
)
# A room that is not lent, booked for a session of one's own; one that is, in the asker's name.
NOT_LENT = (
    "INSERT INTO room_bookings (tenant_id, id, asker_id, room_id, session_id, starts_at, ends_at,"
    " purpose, programme, refusal, by_name, created_at) SELECT b.tenant_id, gen_random_uuid(),"
    " b.asker_id, :id, b.session_id, '2030-01-01', '2030-01-02', '', 'x', '', '', app_now()"
    " FROM room_bookings b WHERE b.tenant_id <> b.asker_id LIMIT 1"
)
IN_THEIR_NAME = (
    "INSERT INTO room_bookings (tenant_id, id, asker_id, room_id, session_id, starts_at, ends_at,"
    " purpose, programme, refusal, by_name, created_at) SELECT b.tenant_id, gen_random_uuid(),"
    " b.asker_id, b.room_id, b.session_id, '2030-01-01', '2030-01-02', '', 'x', '', '', app_now()"
    " FROM room_bookings b WHERE b.id = :id"
)
BOOKING = "UPDATE room_bookings SET"

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
    ("institution", NOT_LENT, "kept_room_id"),
    ("centre", IN_THEIR_NAME, BORROWS),
    ("institution", f"{BOOKING} ends_at = ends_at + interval '1 day' WHERE id = :id", BORROWS),
    (
        "institution",
        f"{BOOKING} released_at = app_now(), refusal = 'other' WHERE id = :id",
        BORROWS,
    ),
    ("institution", f"{BOOKING} programme = 'x' WHERE id = :id", BORROWS),
    ("centre", f"{BOOKING} released_at = app_now() WHERE id = :id", BORROWS),
    ("centre", f"{BOOKING} programme = 'x' WHERE id = :id", BORROWS),
    ("stranger", f"{BOOKING} released_at = app_now() WHERE id = :id", BORROWS),
    ("institution", "UPDATE rooms SET lent = false WHERE id = :id", "lent_room_id"),
)
