"""What persons ask of a house, and what becomes of it."""

from enum import Enum

from network.records.restricting import Ground, Lifted
from network.rights.items import Mark, RequestPart, Section
from network.rights.kinds import (
    AskedBy,
    Decision,
    ErasureGround,
    Obstacle,
    Proof,
    Right,
    Step,
    What,
)
from network.rights.retention import RecordClass
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    Right: {
        Right.ACCESS: N_("access to what is kept"),
        Right.RECTIFICATION: N_("correction"),
        Right.RESTRICTION: N_("restriction of use"),
        Right.ERASURE: N_("erasure"),
        Right.OBJECTION: N_("objection to use"),
    },
    AskedBy: {
        AskedBy.YOUNG_PERSON: N_("the young person"),
        AskedBy.PARENT: N_("a parent"),
        AskedBy.GUARDIAN: N_("the guardian"),
        AskedBy.REPRESENTATIVE: N_("an authorised representative"),
    },
    Proof: {
        Proof.IDENTITY_DOCUMENT: N_("identity document shown"),
        Proof.KNOWN_IN_PERSON: N_("known in person"),
        Proof.ELECTRONIC_SIGNATURE: N_("electronic signature"),
        Proof.AUTHORISATION: N_("authorisation or decision shown"),
    },
    Decision: {
        Decision.GRANTED: N_("granted"),
        Decision.PARTLY: N_("partly granted"),
        Decision.REFUSED: N_("request refused"),
        Decision.WITHDRAWN: N_("request taken back"),
    },
    Step: {
        Step.RECEIVED: N_("received"),
        Step.EXTENDED: N_("time extended"),
        Step.GRANTED: N_("granted"),
        Step.PARTLY: N_("partly granted"),
        Step.REFUSED: N_("request refused"),
        Step.WITHDRAWN: N_("request taken back"),
        Step.REPORT_FINISHED: N_("report finished"),
        Step.HANDED_OVER: N_("report handed over"),
        Step.RECTIFIED: N_("file corrected"),
        Step.RESTRICTED: N_("file restricted"),
        Step.LIFTED: N_("restriction lifted"),
        Step.ERASURE_ASKED: N_("erasure asked for"),
        Step.ERASED: N_("file erased"),
    },
    ErasureGround: {
        ErasureGround.ASKED_FOR: N_("asked for by the person"),
        ErasureGround.RETENTION: N_("kept long enough, by the rule of the house"),
    },
    What: {
        What.FILE: N_("the file"),
        What.REQUEST: N_("words of a request"),
        What.ASK: N_("notes on an ask"),
        What.PLACEMENT: N_("notes on a stay"),
        What.CASE: N_("words of advice or of a mobile team"),
        What.ENROLMENT: N_("words of an enrolment"),
    },
    Ground: {
        Ground.ACCURACY: N_("it is disputed whether it is right"),
        Ground.UNLAWFUL: N_("it must not be kept, and the person wants no erasure"),
        Ground.LEGAL_CLAIMS: N_("the person needs it for a claim"),
        Ground.OBJECTION: N_("an objection is being weighed"),
    },
    Lifted: {
        Lifted.CORRECTED: N_("it was corrected"),
        Lifted.ACCURATE: N_("it turned out to be right"),
        Lifted.CLAIMS_ENDED: N_("the claim is over"),
        Lifted.INTERESTS_WEIGHED: N_("the objection was weighed"),
        Lifted.OWN_WISH: N_("the person wishes it"),
    },
    Section: {
        Section.FILE: N_("in the file"),
        Section.DOCUMENT: N_("documents of the file"),
        Section.BASIS: N_("legal bases"),
        Section.SHARE: N_("shown to others"),
        Section.REQUEST: N_("in requests for a place"),
        Section.ASK: N_("homes that were asked"),
        Section.STAY: N_("stays"),
        Section.MESSAGE: N_("messages"),
        Section.NOTE: N_("notes"),
        Section.PAPER: N_("papers with messages"),
        Section.VOICE: N_("said on an own page"),
        Section.TRANSFER: N_("passed on to another centre"),
        Section.PROPOSAL: N_("passed on to a centre with a proposal"),
        Section.PLAN: N_("in plans of programmes"),
        Section.AFTERWARDS: N_("school and work after a programme"),
        Section.AFTERCARE: N_("followed after a stay"),
        Section.LOOK: N_("who looked"),
    },
    RequestPart: {
        RequestPart.RISKS: N_("risks"),
        RequestPart.OWN_WORDS: N_("own words"),
        RequestPart.HOME_TOWN: N_("home town"),
        RequestPart.FILE_REFERENCE: N_("file reference"),
    },
    Mark: {
        Mark.SHOWN: N_("it is shown"),
        Mark.OTHERS: N_("it speaks of somebody else"),
        Mark.SAFETY: N_("it would put somebody in danger"),
        Mark.SOURCE: N_("it would betray who told it"),
    },
    RecordClass: {
        RecordClass.FILE: N_("files of young people"),
        RecordClass.DOCUMENTS: N_("their documents"),
        RecordClass.REQUESTS: N_("words of their requests, messages"),
        RecordClass.WORDS: N_("words without a file"),
        RecordClass.DRAFTS: N_("drafts of requests"),
        RecordClass.PLACEMENTS: N_("stays and asks"),
        RecordClass.NOTES: N_("notes about them"),
        RecordClass.ELSEWHERE: N_("searches at other houses, emergencies"),
        RecordClass.RIGHTS: N_("what persons asked"),
        RecordClass.BREACHES: N_("breaches"),
        RecordClass.TRAIL: N_("trail"),
        RecordClass.NOTICES: N_("notices"),
    },
    Obstacle: {
        Obstacle.REQUEST: N_("a request is open"),
        Obstacle.PLACEMENT: N_("a stay is not over"),
        Obstacle.COURT_ORDER: N_("a court order is in force"),
        Obstacle.RETENTION: N_("the house has to keep it"),
        Obstacle.IN_USE: N_("somebody goes on with it"),
        Obstacle.AFTERCARE: N_("aftercare goes on"),
    },
}
