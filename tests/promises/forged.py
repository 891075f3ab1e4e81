"""What people try to write that is not theirs to write; the database itself must refuse it."""

from tests.promises.forged_aftercare import FORGED_AFTERCARE
from tests.promises.forged_plans import FORGED_PLANS
from tests.promises.forged_proposals import FORGED_PROPOSALS
from tests.promises.forged_seats import FORGED_SEATS
from tests.promises.forged_sessions import FORGED_SESSIONS

# On what a stay rests is told by the centre that asked.
TOLD_FOR_ANOTHER = (
    "INSERT INTO legal_states (tenant_id, id, placement_id, asker_id, kind, starts, by_tenant_id,"
    " by_member_id, by_name, created_at) SELECT tenant_id, gen_random_uuid(), id, asker_id,"
    " 'ended', app_today(), app_tenant(), id, 'x', app_now() FROM placements WHERE id = :id"
)

# How it goes is told by each side for itself.
GOES_FOR = (
    "INSERT INTO placement_outcomes (tenant_id, id, placement_id, asker_id, after_days, going,"
    " lacking, words, by_tenant_id, by_member_id, by_name, created_at) SELECT tenant_id,"
    " gen_random_uuid(), id, asker_id, 90, 'as_hoped', '{{}}', 'x', {side}, id, 'x', app_now()"
    " FROM placements WHERE id = :id"
)

# An entry in the trail of the centre, as if somebody of the centre had done something.
READ_FOR = (
    "INSERT INTO trail_entries (tenant_id, seq, id, at, kind, purpose, member_name, roles, basis,"
    " categories, subject, number, detail, request_id, key_number, seal) SELECT asker_id, 1000,"
    " gen_random_uuid(), app_now(), 'read', 'care', 'x', '{}', '', '{}', 'x', '', '', '', 1,"
    " sha256('x') FROM placements WHERE id = :id"
)

# How a home would open an ask again whose search is over.
OPENED_ANEW = "UPDATE asks SET state = 'opened', ended_at = NULL, end_reason = '' WHERE id = :id"
DECIDED = (
    "UPDATE decline_reviews SET decision = 'confirmed', decided_at = app_now() WHERE ask_id = :id"
)

REOPENED_REVIEW = (
    "UPDATE decline_reviews SET decision = 'reopened', decided_at = app_now() WHERE ask_id = :id"
)

# The team answers in the name of whom it asked.
QUESTION, ANSWER = "UPDATE consent_questions SET", "UPDATE consent_answers SET"
ANSWERED_FOR = (
    "INSERT INTO consent_answers (tenant_id, id, question_id, person_id, page_id, reader, agreed,"
    " created_at) SELECT q.tenant_id, gen_random_uuid(), q.id, q.person_id, p.id, 'mother',"
    " '{school}', app_now() FROM consent_questions q JOIN own_pages p ON p.tenant_id = q.tenant_id"
    " AND p.person_id = q.person_id WHERE q.id = :id"
)

# A note in the other side's book.
NOTED_FOR = (
    "INSERT INTO notes (tenant_id, id, subject, subject_id, number, body, by_member_id, by_name,"
    " created_at) SELECT tenant_id, gen_random_uuid(), 'ask', id, 'x', 'x', app_member(), 'x',"
    " app_now() FROM asks WHERE id = :id"
)

# A look at something that the home was never shown.
LOOKED = (
    "INSERT INTO part_sightings (tenant_id, part_id, ask_id, recipient_id, category, seen_at,"
    " seen_by, stopped_by) SELECT tenant_id, gen_random_uuid(), id, app_tenant(), 'health',"
    " app_now(), 'x', '' FROM asks WHERE id = :id"
)
# Having opened what it was never given.
OPENED_DOCUMENT = (
    "INSERT INTO document_openings (tenant_id, id, shared_id, ask_id, recipient_id, kind,"
    " opened_by, created_at, stopped_by) SELECT tenant_id, gen_random_uuid(), gen_random_uuid(),"
    " id, app_tenant(), 'other', 'x', app_now(), '' FROM asks WHERE id = :id"
)
# A document given to a home by somebody who does not open the file.
GIVEN_ALONG = (
    "INSERT INTO shared_documents (tenant_id, id, part_id, document_id, kind, category, sealed,"
    " created_at, closed_by) SELECT p.tenant_id, gen_random_uuid(), p.id, gen_random_uuid(),"
    " 'other', 'documents', 'x', app_now(), '' FROM shared_parts p WHERE p.ask_id = :id"
)
# A paper that somebody else is said to have sent, or with an ask that is not theirs.
SENT_FOR = (
    "INSERT INTO message_papers (tenant_id, id, person_id, ask_id, recipient_id, message_id,"
    " by_tenant_id, kind, media_type, size, scan, digest, content_id, content_key, by_name,"
    " created_at) SELECT tenant_id, gen_random_uuid(), gen_random_uuid(), id, recipient_id,"
    " gen_random_uuid(), {by}, 'other', 'application/pdf', 1, 'clean', 'x', gen_random_uuid(),"
    " 'x', 'x', app_now() FROM asks WHERE id = :id"
)
# A document that is to come into somebody's file, in another house's name and in the own.
ARRIVES_IN = (
    "INSERT INTO arriving_documents (tenant_id, id, person_id, origin, origin_id, source_id, kind,"
    " member_id, state, created_at) SELECT {tenant}, gen_random_uuid(), gen_random_uuid(), 'ask',"
    " id, gen_random_uuid(), 'other', app_member(), 'waiting', app_now() FROM asks WHERE id = :id"
)
# A document that goes along with a case which nobody asked for.
GOES_ALONG = (
    "INSERT INTO transfer_documents (tenant_id, id, transfer_id, recipient_id, person_id,"
    " document_id, kind, category, purpose, sealed, by_name, created_at) SELECT tenant_id,"
    " gen_random_uuid(), gen_random_uuid(), recipient_id, gen_random_uuid(), gen_random_uuid(),"
    " 'other', 'documents', 'care', 'x', 'x', app_now() FROM asks WHERE id = :id"
)
# Breaking a glass without having asked, and in the name of another house.
BROKEN_BY = (
    "INSERT INTO emergencies (tenant_id, id, number, question_id, reason, sealed, member_id,"
    " by_name, created_at) VALUES ({tenant}, gen_random_uuid(), 'x', :id, 'life', 'x',"
    " app_member(), 'x', app_now())"
)
SWITCHED_ON = "UPDATE networks SET elsewhere = false WHERE CAST(:id AS uuid) IS NOT NULL"
JUDGED = "UPDATE emergency_reviews SET verdict = 'justified', judged_at = app_now() WHERE id = :id"
DECIDED_RIGHT = (
    "UPDATE rights_requests SET decision = 'granted', decided_at = app_now() WHERE id = :id"
)
CONFIRMED_ERASURE = (
    "UPDATE erasures SET confirmed_at = app_now(), confirmed_by_id = app_member() WHERE id = :id"
)
ERASURE = "UPDATE erasures SET"
# The key of a file without anybody's confirmation.
DESTROYED = (
    "UPDATE person_keys SET wrapped = NULL, destroyed_at = app_now() WHERE person_id ="
    " (SELECT person_id FROM erasures WHERE id = :id)"
)
# The key of what was written about a request that nobody erased, and a key in another's house.
SILENCED = "UPDATE word_keys SET wrapped = NULL, destroyed_at = app_now() WHERE subject_id = :id"
KEYED_FOR = (
    "INSERT INTO word_keys (tenant_id, subject_id, wrapped, created_at)"
    " SELECT tenant_id, gen_random_uuid(), 'x', app_now() FROM asks WHERE id = :id"
)
INSPECTION = "inspection_id"
# A further file for an inspector, by somebody who does not watch over the house.
OPENED_TO = (
    "INSERT INTO inspection_files (tenant_id, inspection_id, person_id, number)"
    " SELECT tenant_id, inspection_id, gen_random_uuid(), 'x' FROM inspections WHERE id = :id"
)
# Pruning is for a job of the house, and never of what is young.
PRUNED = "DELETE FROM trail_entries WHERE CAST(:id AS uuid) IS NOT NULL"
SIGNED_OFF = (
    "INSERT INTO trail_checkpoints (tenant_id, seq, seal, upto, key_number, mac, created_at)"
    " SELECT e.tenant_id, e.seq, e.seal, '2000-01-01', 1, sha256('x'), app_now()"
    " FROM trail_entries e WHERE e.seq = 1 AND CAST(:id AS uuid) IS NOT NULL"
)
# A seat given to oneself in a house's name, and one that was held made into more.
# Who tries to write what, on which of the story's things; none of it is theirs to write.
FORGED = (
    ("institution", "UPDATE asks SET state = 'accepted' WHERE id = :id", "offered_ask"),
    ("institution", "UPDATE asks SET level = 1 WHERE id = :id", "offered_ask"),
    ("institution", "UPDATE asks SET number = 'X' WHERE id = :id", "live_ask"),
    ("institution", "DELETE FROM messages WHERE ask_id = :id", "live_ask"),
    ("centre", "UPDATE asks SET state = 'offered' WHERE id = :id", "live_ask"),
    ("centre", "UPDATE visits SET state = 'held' WHERE ask_id = :id", "visited_ask"),
    ("centre", "UPDATE visits SET minutes = 30 WHERE ask_id = :id", "visited_ask"),
    ("institution", "UPDATE visits SET wish = 'agrees' WHERE ask_id = :id", "visited_ask"),
    ("institution", "UPDATE ask_questions SET answer = 'x' WHERE ask_id = :id", "visited_ask"),
    ("centre", "UPDATE ask_questions SET body = 'x' WHERE ask_id = :id", "visited_ask"),
    ("institution", READ_FOR, "placement_id"),
    ("stranger", READ_FOR, "placement_id"),
    ("institution", DECIDED, "reviewed_ask"),
    ("centre", DECIDED, "reviewed_ask"),
    ("stranger", DECIDED, "reviewed_ask"),
    ("institution", OPENED_ANEW, "given_up_ask"),
    ("institution", "UPDATE asks SET reopened_at = NULL WHERE id = :id", "reopened_ask"),
    ("institution", "UPDATE asks SET level = 1 WHERE id = :id", "reopened_ask"),
    ("institution", REOPENED_REVIEW, "reviewed_ask"),
    ("coordination", REOPENED_REVIEW, "reviewed_ask"),
    ("centre", "UPDATE asks SET hold_until = NULL WHERE id = :id", "offered_ask"),
    ("centre", "UPDATE asks SET state = 'arrived' WHERE id = :id", "offered_ask"),
    ("centre", "UPDATE occupancies SET ends = starts WHERE ask_id = :id", "offered_ask"),
    (
        "centre",
        "UPDATE occupancies SET kind = 'stay', expires_at = NULL WHERE ask_id = :id",
        "offered_ask",
    ),
    ("centre", "UPDATE occupancies SET released_at = app_now() WHERE ask_id = :id", "arrived_ask"),
    ("centre", "UPDATE placements SET state = 'departed' WHERE id = :id", "placement_id"),
    ("centre", "UPDATE placements SET left_on = arrived_on WHERE id = :id", "placement_id"),
    (
        "centre",
        "UPDATE placements SET group_id = group_id, outside = 'other' WHERE id = :id",
        "placement_id",
    ),
    ("centre", "UPDATE legal_states SET ends = NULL WHERE placement_id = :id", "placement_id"),
    ("institution", "DELETE FROM legal_states WHERE placement_id = :id", "placement_id"),
    ("institution", "UPDATE asks SET level = 2 WHERE id = :id", "live_ask"),
    ("institution", "UPDATE shared_parts SET closed_at = NULL WHERE ask_id = :id", "live_ask"),
    ("centre", "UPDATE shared_parts SET by_name = 'x' WHERE ask_id = :id", "live_ask"),
    ("centre", "DELETE FROM shared_parts WHERE ask_id = :id", "live_ask"),
    ("institution", "UPDATE part_sightings SET seen_by = 'x' WHERE ask_id = :id", "live_ask"),
    ("centre", "UPDATE part_sightings SET stopped_by = 'x' WHERE ask_id = :id", "live_ask"),
    ("institution", LOOKED, "live_ask"),
    ("institution", OPENED_DOCUMENT, "live_ask"),
    ("stranger", OPENED_DOCUMENT, "live_ask"),
    ("institution", GIVEN_ALONG, "live_ask"),
    ("stranger", SENT_FOR.format(by="app_tenant()"), "live_ask"),
    ("institution", SENT_FOR.format(by="tenant_id"), "live_ask"),
    ("relative", SENT_FOR.format(by="app_tenant()"), "live_ask"),
    ("institution", "DELETE FROM message_papers WHERE ask_id = :id", "live_ask"),
    ("relative", GIVEN_ALONG, "live_ask"),
    ("institution", "DELETE FROM document_openings WHERE ask_id = :id", "live_ask"),
    ("centre", "UPDATE document_openings SET opened_by = 'x' WHERE ask_id = :id", "live_ask"),
    ("institution", ARRIVES_IN.format(tenant="tenant_id"), "live_ask"),
    ("institution", ARRIVES_IN.format(tenant="app_tenant()"), "live_ask"),
    ("centre", GOES_ALONG, "live_ask"),
    ("institution", GOES_ALONG, "live_ask"),
    ("centre", "UPDATE document_openings SET stopped_by = 'x' WHERE ask_id = :id", "live_ask"),
    (
        "institution",
        "UPDATE shared_documents SET closed_at = NULL WHERE part_id IN"
        " (SELECT id FROM shared_parts WHERE ask_id = :id)",
        "live_ask",
    ),
    ("stranger", LOOKED, "live_ask"),
    ("centre", "UPDATE legal_bases SET ends = ends + 1 WHERE id = :id", "basis_id"),
    ("centre", "UPDATE legal_bases SET categories = '{health}' WHERE id = :id", "basis_id"),
    ("centre", "UPDATE legal_bases SET withdrawn_at = NULL WHERE id = :id", "ended_basis_id"),
    ("centre", "DELETE FROM legal_bases WHERE id = :id", "ended_basis_id"),
    ("relative", "UPDATE legal_bases SET withdrawn_at = app_now() WHERE id = :id", "basis_id"),
    ("stranger", BROKEN_BY.format(tenant="app_tenant()"), "question_id"),
    ("centre", BROKEN_BY.format(tenant="app_tenant()"), "question_id"),
    ("institution", "UPDATE emergencies SET reason = 'other' WHERE id = :id", "emergency_id"),
    ("institution", "DELETE FROM emergencies WHERE id = :id", "emergency_id"),
    ("institution", JUDGED, "emergency_review_id"),
    ("relative", JUDGED, "emergency_review_id"),
    ("centre", "DELETE FROM emergency_reviews WHERE id = :id", "emergency_review_id"),
    (
        "centre",
        "UPDATE emergency_reviews SET reason = 'other' WHERE id = :id",
        "emergency_review_id",
    ),
    ("centre", "UPDATE elsewhere_answers SET answer = 'call_us' WHERE id = :id", "asked_id"),
    ("institution", "UPDATE elsewhere_answers SET answer = 'call_us' WHERE id = :id", "asked_id"),
    ("centre", "UPDATE rights_requests SET asked = NULL WHERE id = :id", "rights_request_id"),
    ("centre", "UPDATE rights_requests SET kind = 'erasure' WHERE id = :id", "rights_request_id"),
    ("centre", "DELETE FROM rights_steps WHERE rights_request_id = :id", "rights_request_id"),
    ("stranger", DECIDED_RIGHT, "rights_request_id"),
    ("institution", DECIDED_RIGHT, "rights_request_id"),
    ("institution", CONFIRMED_ERASURE, "erasure_id"),
    ("centre", "UPDATE erasures SET confirmed_at = app_now() WHERE id = :id", "erasure_id"),
    ("centre", "DELETE FROM erasures WHERE id = :id", "erasure_id"),
    ("centre", f"{ERASURE} subject = 'request', person_id = NULL WHERE id = :id", "erasure_id"),
    ("centre", f"{ERASURE} subject_number = 'x' WHERE id = :id", "erasure_id"),
    ("centre", DESTROYED, "erasure_id"),
    ("institution", "DELETE FROM elsewhere_questions WHERE id = :id", "question_id"),
    ("centre", SWITCHED_ON, "question_id"),
    ("centre", "UPDATE breaches SET sealed = 'x' WHERE id = :id", "breach_id"),
    ("centre", "UPDATE breaches SET noticed_at = app_now() WHERE id = :id", "breach_id"),
    ("relative", "UPDATE breaches SET risk = 'none' WHERE id = :id", "breach_id"),
    ("centre", "DELETE FROM breaches WHERE id = :id", "breach_id"),
    ("centre", "UPDATE breach_steps SET by_name = 'x' WHERE breach_id = :id", "breach_id"),
    ("centre", "UPDATE inspections SET trail = false WHERE id = :id", INSPECTION),
    ("centre", "UPDATE inspections SET ends = ends + interval '1 day' WHERE id = :id", INSPECTION),
    ("relative", "UPDATE inspections SET closed_at = app_now() WHERE id = :id", "inspection_id"),
    ("relative", OPENED_TO, "inspection_id"),
    ("centre", PRUNED, "inspection_id"),
    ("centre", SIGNED_OFF, "inspection_id"),
    ("centre", f"{QUESTION} categories = '{{identity}}' WHERE id = :id", "consent_question_id"),
    ("centre", f"{QUESTION} ends = ends + 1 WHERE id = :id", "consent_question_id"),
    ("relative", f"{QUESTION} closed_at = app_now() WHERE id = :id", "consent_question_id"),
    ("centre", "DELETE FROM consent_questions WHERE id = :id", "consent_question_id"),
    ("centre", f"{ANSWER} agreed = '{{family}}' WHERE question_id = :id", "consent_question_id"),
    ("centre", "DELETE FROM consent_answers WHERE question_id = :id", "consent_question_id"),
    ("centre", ANSWERED_FOR, "consent_question_id"),
    ("centre", "UPDATE earlier_words SET said_by = 'x'", "consent_question_id"),
    ("centre", "DELETE FROM earlier_words", "consent_question_id"),
    *FORGED_SEATS,
    *FORGED_SESSIONS,
    *FORGED_PLANS,
    *FORGED_AFTERCARE,
    *FORGED_PROPOSALS,
    ("institution", "UPDATE notes SET body = 'x' WHERE subject_id = :id", "live_ask"),
    ("institution", "DELETE FROM notes WHERE subject_id = :id", "live_ask"),
    ("institution", NOTED_FOR, "live_ask"),
    ("centre", SILENCED, "request_id"),
    ("institution", SILENCED, "request_id"),
    ("institution", KEYED_FOR, "live_ask"),
    ("institution", TOLD_FOR_ANOTHER, "placement_id"),
    ("institution", GOES_FOR.format(side="asker_id"), "placement_id"),
    ("centre", GOES_FOR.format(side="tenant_id"), "placement_id"),
    ("stranger", GOES_FOR.format(side="app_tenant()"), "placement_id"),
    (
        "centre",
        "UPDATE placement_outcomes SET words = 'x' WHERE placement_id = :id",
        "placement_id",
    ),
    ("institution", "DELETE FROM placement_outcomes WHERE placement_id = :id", "placement_id"),
    ("stranger", TOLD_FOR_ANOTHER, "placement_id"),
)
