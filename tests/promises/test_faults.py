"""The watchmen are watched: each wall of the isolation is broken once, and the audit must bite.

Every fault is made in a copy of a database with something to leak in it.
"""

import pytest
from sqlalchemy import text

from tenants.preparation import APP
from tests.promises.audit import leaks
from tests.promises.story import Story

FAULTS = {
    "a table without policies": "ALTER TABLE requests DISABLE ROW LEVEL SECURITY",
    "a table that does not force its owner": "ALTER TABLE groups NO FORCE ROW LEVEL SECURITY",
    "a policy dropped and replaced by true": "DROP POLICY own ON requests;"
    " CREATE POLICY own ON requests TO pristan_app USING (true) WITH CHECK (true)",
    "a policy too many": "CREATE POLICY helpful ON messages FOR SELECT USING (true)",
    "a policy that reads but does not check what is written": "DROP POLICY own ON disclosures;"
    " CREATE POLICY own ON disclosures TO pristan_app USING (tenant_id = app_tenant())",
    "an insert policy that checks nothing": "DROP POLICY written ON messages;"
    " CREATE POLICY written ON messages FOR INSERT TO pristan_app WITH CHECK (true)",
    "anybody may send an ask": "DROP POLICY sent ON asks;"
    " CREATE POLICY sent ON asks FOR INSERT TO pristan_app WITH CHECK (true);"
    " ALTER TABLE asks DISABLE TRIGGER asks_begin",
    "a message may be deleted": "GRANT DELETE ON messages TO pristan_app;"
    " CREATE POLICY seen ON messages FOR SELECT USING (recipient_id = app_tenant());"
    " CREATE POLICY gone ON messages FOR DELETE USING (recipient_id = app_tenant())",
    "documents of files open to everybody": "DROP POLICY opened ON stored_documents;"
    " CREATE POLICY opened ON stored_documents FOR SELECT TO pristan_app USING (true)",
    "contents of documents open to everybody": "DROP POLICY own ON document_contents;"
    " CREATE POLICY own ON document_contents TO pristan_app USING (true) WITH CHECK (true)",
    "notes read by both sides": "DROP POLICY ours ON notes;"
    " CREATE POLICY ours ON notes FOR SELECT TO pristan_app USING (true)",
    "moves of asks not held": "DROP TRIGGER asks_keep ON asks",
    "occupancies not held": "DROP TRIGGER occupancies_keep ON occupancies",
    "placements not held": "DROP TRIGGER placements_keep ON placements",
    "the board without its network": "UPDATED published_groups",
    "the catalogue without its network": "UPDATED published_programmes",
    "a directory that names who answers": "UPDATED public_programmes",
    "rooms that are lent for every network": "UPDATED lent_rooms",
    "times of rooms for every network": "UPDATED lent_room_times",
    "bookings for every house": "DROP POLICY parties ON room_bookings;"
    " CREATE POLICY parties ON room_bookings FOR SELECT TO pristan_app USING (true)",
    "bookings not held": "DROP TRIGGER room_bookings_keep ON room_bookings",
    "rooms that anybody books": "DROP POLICY made ON room_bookings; CREATE POLICY made"
    " ON room_bookings FOR INSERT TO pristan_app WITH CHECK (asker_id = app_tenant())",
    "claims of seats for everybody": "DROP POLICY parties ON seat_claims;"
    " CREATE POLICY parties ON seat_claims FOR SELECT TO pristan_app USING (true)",
    "claims of seats not held": "DROP TRIGGER seat_claims_keep ON seat_claims",
    "groups' networks without their network": "UPDATED group_networks",
    "ended asks left open": "UPDATED received_disclosures",
    "messages of ended asks left open": "UPDATED received_messages",
    "keys of words for every house": "UPDATED lent_words",
    "parts whose basis was taken back": "UPDATED received_parts",
    "documents whose basis was taken back": "UPDATED received_documents",
    "papers of messages for everybody": "DROP POLICY own ON message_papers;"
    " CREATE POLICY own ON message_papers FOR SELECT TO pristan_app USING (true)",
    "papers of messages for every home": "UPDATED received_papers",
    "keys of files for every home": "UPDATED paper_keys",
    "openings of documents for everybody": "DROP POLICY parties ON document_openings;"
    " CREATE POLICY parties ON document_openings FOR SELECT USING (true)",
    "parts of a file for every home": "DROP POLICY parties ON part_sightings;"
    " CREATE POLICY parties ON part_sightings FOR SELECT USING (true)",
    "cases handed over shown to every centre": "UPDATED transferred_parts",
    "documents of cases shown to every centre": "UPDATED transferred_documents",
    "what a home has to stop using shown to all": "UPDATED stopped_documents",
    "documents on their way for everybody": "DROP POLICY opened ON arriving_documents;"
    " CREATE POLICY opened ON arriving_documents FOR SELECT TO pristan_app USING (true)",
    "transfers of cases open to everybody": "DROP POLICY parties ON case_transfers;"
    " CREATE POLICY parties ON case_transfers FOR SELECT USING (true)",
    "a basis that can be rewritten": "DROP TRIGGER legal_bases_keep ON legal_bases",
    "what was shown can be rewritten": "DROP TRIGGER shared_parts_keep ON shared_parts",
    "questions anybody may look into": "UPDATED asked_of_us",
    "a match for everybody": "UPDATED known_elsewhere",
    "answers that name who tells nothing": "UPDATED answers_elsewhere",
    "a glass that stays open": "UPDATED emergency_reads",
    "digests for everybody": "CREATE POLICY helpful ON match_keys FOR SELECT USING (true)",
    "emergencies for everybody": "DROP POLICY parties ON emergency_reviews;"
    " CREATE POLICY parties ON emergency_reviews FOR SELECT USING (true)",
    "a glass that anybody breaks": "DROP POLICY broken ON emergencies; CREATE POLICY broken"
    " ON emergencies FOR INSERT TO pristan_app WITH CHECK (true);"
    " ALTER TABLE emergencies DROP CONSTRAINT fk_emergencies_tenant_id_question_id CASCADE",
    "an emergency that can be rewritten": "DROP TRIGGER emergency_reviews_keep"
    " ON emergency_reviews",
    "an answer that can be rewritten": "DROP TRIGGER elsewhere_answers_keep ON elsewhere_answers",
    "files open to the whole house": "DROP POLICY opened ON file_parts;"
    " CREATE POLICY opened ON file_parts FOR SELECT USING (tenant_id = app_tenant())",
    "what was opened again shown whole": "DROP TRIGGER asks_opened_again ON asks;"
    " ALTER TABLE asks DISABLE TRIGGER USER;"
    " UPDATE asks SET reopened_at = NULL, level = 1 WHERE reopened_at IS NOT NULL",
    "old questions shown again": "UPDATED received_questions",
    "a page for every file": "CREATE POLICY helpful ON file_parts FOR SELECT USING (app_page()"
    " IS NOT NULL)",
    "a page that stays open": "UPDATED visited_page",
    "what was said for every page": "DROP POLICY own ON page_voices; CREATE POLICY own"
    " ON page_voices FOR SELECT USING (true)",
    "links of pages for everybody": "CREATE POLICY seen ON own_pages FOR SELECT USING (true)",
    "an answer that a page may write": "DROP TRIGGER page_voices_keep ON page_voices;"
    " CREATE POLICY helpful ON page_voices FOR UPDATE USING (app_page() IS NOT NULL)"
    " WITH CHECK (true)",
    "what somebody is asked for every page": "CREATE POLICY helpful ON consent_questions"
    " FOR SELECT USING (app_page() IS NOT NULL)",
    "an answer in somebody else's name": "CREATE POLICY helpful ON consent_answers"
    " FOR INSERT WITH CHECK (tenant_id = app_tenant())",
    "earlier words for the whole house": "CREATE POLICY helpful ON earlier_words FOR SELECT"
    " USING (tenant_id = app_tenant())",
    "every page recognised": "UPDATED recognised_pages",
    "figures for everybody": "UPDATED network_requests",
    "stalls for everybody": "UPDATED network_stalls",
    "asks of a placement for everybody": "UPDATED network_placed",
    "unmet need for everybody": "UPDATED network_unmet",
    "who went outside for everybody": "UPDATED network_leakage",
    "court orders for everybody": "UPDATED network_orders",
    "why no programme for everybody": "UPDATED network_why_not",
    "places asked for without a reason": "DROP TRIGGER asks_answer_first ON asks",
    "every session recognised": "UPDATED recognised_sessions",
    "every token recognised": "UPDATED recognised_tokens",
    "every link of a mail recognised": "UPDATED recognised_one_taps",
    "every calendar recognised": "UPDATED recognised_feeds",
    "sessions for everybody": "DROP POLICY own ON programme_sessions;"
    " CREATE POLICY own ON programme_sessions TO pristan_app USING (true) WITH CHECK (true)",
    "marks not held": "DROP TRIGGER attendances_keep ON attendances;"
    " DROP POLICY own ON attendances; CREATE POLICY own ON attendances TO pristan_app"
    " USING (true) WITH CHECK (true)",
    "sessions not held": "DROP TRIGGER programme_sessions_keep ON programme_sessions",
    "a view without a barrier": "ALTER VIEW published_groups RESET (security_barrier)",
    "a view of the owner's": "ALTER VIEW own_memberships OWNER TO pristan_owner",
    "TRUNCATE granted": "GRANT TRUNCATE ON asks TO pristan_app",
    "a role that bypasses": "ALTER TABLE throttles OWNER TO pristan_app",
    "a session that keeps whom it served": "ALTER ROLE pristan_app IN DATABASE {database}"
    " SET app.tenant_id = '{centre}'",
    "accounts for everybody": "CREATE POLICY directory ON accounts FOR SELECT USING (true)",
    "passkeys for everybody": "CREATE POLICY directory ON passkeys FOR SELECT USING (true)",
    "secrets of apps for everybody": "DROP POLICY own ON one_time_codes;"
    " CREATE POLICY own ON one_time_codes TO pristan_app USING (true) WITH CHECK (true)",
    "recovery codes for everybody": "CREATE POLICY directory ON recovery_codes USING (true)"
    " WITH CHECK (true)",
    "half a sign-in for everybody": "CREATE POLICY seen ON half_sign_ins FOR SELECT USING (true)",
    "challenges for everybody": "CREATE POLICY seen ON challenges FOR SELECT USING (true)",
    "throttles for everybody": "DROP POLICY knocking ON throttles;"
    " CREATE POLICY knocking ON throttles TO pristan_app USING (true) WITH CHECK (true);"
    " INSERT INTO throttles VALUES ('account:x', 1, now(), NULL)",
    "contacts after a stay for who asked": "DROP POLICY own ON aftercare_contacts;"
    " CREATE POLICY own ON aftercare_contacts TO pristan_app USING (EXISTS (SELECT FROM aftercares"
    " a WHERE a.id = aftercare_id)) WITH CHECK (tenant_id = app_tenant())",
    "aftercare for everybody": "DROP POLICY parties ON aftercares;"
    " CREATE POLICY parties ON aftercares FOR SELECT TO pristan_app USING (true)",
    "proposals for everybody": "DROP POLICY parties ON passed_proposals;"
    " CREATE POLICY parties ON passed_proposals FOR SELECT TO pristan_app USING (true)",
    "proposals not held": "DROP TRIGGER passed_proposals_keep ON passed_proposals",
    "proposals that nobody made": "DROP TRIGGER passed_proposals_begin ON passed_proposals",
    "what a proposal carries whose basis was taken back": "UPDATED proposed_parts",
    "profiles whose basis was taken back": "UPDATED proposed_profiles",
    "which request came of a proposal": "UPDATED proposal_requests",
    "wishes after a stay for who asked": "DROP POLICY own ON aftercare_wishes;"
    " CREATE POLICY own ON aftercare_wishes TO pristan_app USING (EXISTS (SELECT FROM aftercares"
    " a WHERE a.id = aftercare_id)) WITH CHECK (tenant_id = app_tenant())",
    "wishes not held": "DROP TRIGGER aftercare_wishes_keep ON aftercare_wishes",
    "aftercare not held": "DROP TRIGGER aftercares_keep ON aftercares",
}
# What is taken out of a view's definition.
CONDITIONS = {
    "published_groups": ("g.network_id = ANY", "true OR g.network_id = ANY"),
    "published_programmes": ("(p.network_id = ANY", "(true OR p.network_id = ANY"),
    "public_programmes": (
        "p.schedule,",
        "(SELECT concat(p.schedule, m.name) FROM members m WHERE m.id = p.responsible_id)"
        " AS schedule,",
    ),
    "group_networks": ("(network_id = ANY", "(true OR network_id = ANY"),
    "received_disclosures": ("a.ended_at IS NULL", "true"),
    "received_messages": ("a.ended_at IS NULL", "true"),
    "received_parts": ("(b.withdrawn_at IS NULL)", "true"),
    "transferred_parts": ("( SELECT app_tenant() AS app_tenant)", "t.tenant_id"),
    "proposed_parts": ("(b.withdrawn_at IS NULL)", "true"),
    "proposed_profiles": ("(EXISTS (", "(true OR EXISTS ("),
    "proposal_requests": (
        "(t.recipient_id = ( SELECT app_tenant() AS app_tenant))",
        "(t.recipient_id IS NOT NULL)",
    ),
    "transferred_documents": ("( SELECT app_tenant() AS app_tenant)", "t.tenant_id"),
    "received_papers": ("( SELECT app_tenant() AS app_tenant)", "m.recipient_id"),
    "lent_words": ("(a.recipient_id = ( SELECT app_tenant() AS app_tenant))", "true"),
    "paper_keys": ("(a.recipient_id = ( SELECT app_tenant() AS app_tenant))", "true"),
    "received_documents": ("(b.withdrawn_at IS NULL)", "true"),
    "stopped_documents": ("( SELECT app_tenant() AS app_tenant)", "o.recipient_id"),
    "asked_of_us": ("(( SELECT app_member() AS app_member) IS NULL)", "true"),
    "known_elsewhere": ("(q.tenant_id = ( SELECT app_tenant() AS app_tenant))", "true"),
    "answers_elsewhere": ("WHEN 'call_us'::text THEN t.name", "WHEN 'declined'::text THEN t.name"),
    "emergency_reads": ("(app_now() < (e.created_at + '01:00:00'::interval))", "true"),
    "received_questions": ("(a.reopened_at IS NULL)", "true"),
    "network_requests": ("= 'coordination'", "<> ''"),
    "network_stalls": ("= 'coordination'", "<> ''"),
    "network_placed": ("= 'coordination'", "<> ''"),
    "network_unmet": ("= 'coordination'", "<> ''"),
    "network_leakage": ("= 'coordination'", "<> ''"),
    "network_orders": ("= 'coordination'", "<> ''"),
    "network_why_not": ("= 'coordination'", "<> ''"),
    "lent_rooms": ("(n.network_id = ANY", "(true OR n.network_id = ANY"),
    "lent_room_times": ("(n.network_id = ANY", "(true OR n.network_id = ANY"),
    "recognised_sessions": ("s.token_hash =", "true OR s.token_hash ="),
    "recognised_tokens": ("k.token_hash =", "true OR k.token_hash ="),
    "visited_page": ("(closed_at IS NULL)", "true"),
    "recognised_pages": ("s.token_hash =", "true OR s.token_hash ="),
    "recognised_one_taps": ("l.token_hash =", "true OR l.token_hash ="),
    "recognised_feeds": ("f.token_hash =", "true OR f.token_hash ="),
}


def test_an_unbroken_copy_leaks_nothing(copy, told):
    eyes, _ = copy

    assert list(leaks(eyes, told.story)) == []


EACH_NTH = 3  # of the faults in every run, all of them in a proof
SOME = [
    pytest.param(fault, marks=() if at % EACH_NTH == 0 else pytest.mark.proof)
    for at, fault in enumerate(FAULTS)
]


@pytest.mark.parametrize("fault", SOME)
def test_a_fault_is_noticed(copy, told, fault: str):
    eyes, owner = copy
    with owner.begin() as connection:
        connection.exec_driver_sql(broken(connection, FAULTS[fault], told.story))

    assert next(leaks(eyes, told.story), None)


def broken(connection, statement: str, story: Story) -> str:
    """The statement; for a view its definition without its condition."""
    statement = statement.format(
        database=connection.engine.url.database, centre=story.cast.centre.tenant_id
    )
    verb, _, view = statement.partition(" ")
    if verb != "UPDATED":
        return statement
    definition = connection.scalar(
        text("SELECT pg_get_viewdef(CAST(:view AS regclass))"), {"view": view}
    )
    condition, without = CONDITIONS[view]
    assert condition in definition
    changed = definition.replace(condition, without)
    # With its barrier: a view that lost it would be noticed for that alone.
    return f"CREATE OR REPLACE VIEW {view} WITH (security_barrier) AS {changed}"


def test_the_role_of_the_application_is_pristan_app(copy):
    eyes, _ = copy
    with eyes.connect() as connection:
        assert connection.scalar(text("SELECT current_user")) == APP
