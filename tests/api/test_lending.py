"""Programs lend rooms, see when those of others are taken, and book and take back."""

from datetime import timedelta

from tests.actors import Cast
from tests.api.client import Program, problem, program, told
from tests.api.test_sessions import when
from tests.programmes import held, programmes
from tests.programmes.held import tomorrow


def test_a_room_is_lent_booked_and_taken_back(cast: Cast, home: Program) -> None:
    other = program(cast.stranger)
    room_id = str(held.room(cast.institution))
    times = f"/lent-rooms/times?room_id={room_id}"
    problem(other.get(times), 404)

    lent = told(home.put(f"/rooms/{room_id}/lending", {"note": "Pritličje"}))

    assert (lent["lent"], lent["lent_note"]) == (True, "Pritličje")
    [offered] = told(other.get("/lent-rooms"))["items"]
    assert (offered["id"], offered["tenant_name"]) == (room_id, "institution")
    _, cohort_id = programmes.published(cast.stranger, name="Kuhanje")
    path = f"/cohorts/{cohort_id}/sessions"
    session = told(other.post(path, when(room_ids=[room_id])), 201)
    assert session["rooms"] == ["Modra soba (institution)"]
    [taken] = told(other.get(times))["items"]
    assert set(taken) == {"room_id", "starts_at", "ends_at"}
    assert problem(other.post(path, when(room_ids=[room_id])), 409)["type"].endswith("room_taken")

    [booking] = told(home.get(f"/rooms/{room_id}/bookings"))["items"]
    assert (booking["programme"], booking["by_name"]) == ("Kuhanje", "")
    refusal = f"/room-bookings/{booking['id']}/refusal"
    problem(other.put(refusal, {"reason": "needed"}), 404)
    assert told(home.put(refusal, {"reason": "needed"}))["refusal"] == "needed"
    problem(home.put(refusal, {"reason": "needed"}), 409)
    back = told(other.get(f"/sessions/{session['id']}"))["taken_back"]
    assert back == [{"room": "Modra soba (institution)", "reason": "needed"}]
    assert told(home.put(f"/rooms/{room_id}/keeping"))["lent"] is False
    assert told(other.get("/lent-rooms"))["items"] == []


def test_a_day_that_was_left_out_is_put_in(cast: Cast, home: Program) -> None:
    _, cohort_id = programmes.published(cast.institution)
    first, second, third = (tomorrow() + timedelta(weeks=at) for at in range(3))
    said = when(until=third.isoformat(), skips_holidays=False, without=[second.isoformat()])

    series = told(home.post(f"/cohorts/{cohort_id}/session-series", said), 201)

    assert (len(series["session_ids"]), series["left_out"]) == (2, [second.isoformat()])
    path = f"/sessions/{series['session_ids'][0]}/put-in-days"
    made = told(home.post(path, {"on": second.isoformat()}), 201)
    assert made["series_id"] == series["id"]
    problem(home.post(path, {"on": first.isoformat()}), 422)
