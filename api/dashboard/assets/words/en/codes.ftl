# Codes of the interface in words: <type of the schema>-<code>.

access-kind-view = Viewed
access-kind-download = Downloaded
access-kind-export = Exported
access-kind-denial = Refused access
access-kind-replay = Replayed history

activity-kind-training = Training
activity-kind-meeting = Meeting
activity-kind-exercise = Exercise
activity-kind-visit = Visit
activity-kind-coordination = Coordination

agency-role-ncb = National Central Bureau (INTERPOL)
agency-role-spoc = Single point of contact
agency-role-sirene = SIRENE Bureau
agency-role-police = Police
agency-role-prosecution = Public prosecution
agency-role-court = Court
agency-role-eu-body = Body of the Union
agency-role-intl-org = International organisation

availability-direct = Directly accessible
availability-indirect = Indirectly accessible

category-investigation = Investigation
category-partnership = Partners
category-membership = Members
category-agreement = Agreement
category-joint-activity = Joint activity
category-fact = Recorded fact
category-request = Request
category-clarification = Clarification
category-time-limit = Time limit
category-reply = Reply
category-correction = Correction
category-follow-up = Follow-up
category-item = Shared item
category-review = Review

change-kind-more-requests = More requests than usual
change-kind-fewer-requests = Fewer requests than usual
change-kind-slower-replies = Slower replies than usual
change-kind-faster-replies = Faster replies than usual
change-kind-more-refusals = More refusals than usual
change-kind-fewer-refusals = Fewer refusals than usual

channel-siena = SIENA (Europol)
channel-i-24-7 = I-24/7 (INTERPOL)
channel-sirene = SIRENE
channel-e-codex = e-CODEX
channel-network-24-7 = 24/7 network (Budapest Convention)
channel-diplomatic = Diplomatic channel
channel-liaison-officer = Liaison officer
channel-jit-space = Collaborative space of the team
channel-other = Another channel

classification-official-use = For official use only
classification-restricted = Restricted
classification-confidential = Confidential
classification-secret = Secret
classification-top-secret = Top secret

clock-standing-at-risk = At risk
clock-standing-overdue = Overdue

clock-state-not-started = Not started
clock-state-running = Running
clock-state-suspended = Suspended
clock-state-met = Met
clock-state-missed = Met late
clock-state-breached = Breached
clock-state-cancelled = Cancelled

consent-kind-onward-sharing = Onward sharing
consent-kind-judicial-use = Use in proceedings

consent-outcome-given = Consent given
consent-outcome-refused = Consent refused

consent-side-to-answer = To answer
consent-side-asked = Asked

cooperation-dimension-from-agency = Requesting agency
cooperation-dimension-to-agency = Requested agency
cooperation-dimension-from-country = Requesting country
cooperation-dimension-to-country = Requested country
cooperation-dimension-unit = Unit
cooperation-dimension-instrument = Instrument
cooperation-dimension-crime-area = Crime area
cooperation-dimension-urgency = Urgency
cooperation-dimension-day = Day
cooperation-dimension-month = Month

cooperation-scope-visible = What you may see
cooperation-scope-authorised-aggregate = All cases, in published rounded figures

copy-standing-held = Held
copy-standing-restricted = Restricted
copy-standing-recalled = Recalled
copy-standing-returned = Returned
copy-standing-kept = Kept with a reason

correctable-field-title = Title
correctable-field-provenance = Provenance
correctable-field-purpose = Purpose
correctable-field-legal-basis = Legal basis
correctable-field-content = Content

counting-elapsed = Exact time
counting-calendar-day-end = Whole calendar days

criterion-crime-area = Crime area
criterion-region = Region
criterion-language = Language
criterion-date = Date
criterion-in-service = In service
criterion-day-and-night = Reached day and night

denial-not-a-member = Not a member
denial-not-a-recipient = Agency is no recipient
denial-not-a-named-person = Not a named person
denial-clearance-too-low = Clearance too low
denial-compartment-not-held = Compartment not held

desk-kind-draft-to-send = Draft to send
desk-kind-clarification-to-answer = Clarification to answer
desk-kind-answer-to-close = Answered request to close
desk-kind-request-to-acknowledge = Request to acknowledge
desk-kind-unit-to-assign = Unit to assign
desk-kind-request-to-answer = Request to answer
desk-kind-limit-to-follow = Time limit to follow
desk-kind-consent-to-answer = Consent to answer
desk-kind-receipt-to-confirm = Receipt to confirm
desk-kind-restriction-to-confirm = Restriction to confirm
desk-kind-recall-to-confirm = Recall to confirm
desk-kind-restriction-left-unconfirmed = Restriction left unconfirmed
desk-kind-follow-up-to-assign = Follow-up to assign
desk-kind-follow-up-to-do = Follow-up to do
desk-kind-follow-up-to-verify = Follow-up to verify
desk-kind-recommendation-to-answer = Recommendation to answer

desk-standing-overdue = Overdue
desk-standing-at-risk = At risk
desk-standing-due = Due
desk-standing-undated = Without a limit

direction-outgoing = Outgoing
direction-incoming = Incoming
direction-internal = Internal

disclosure-open = Open: the other side is told
disclosure-discreet = Discreet: told once disclosed

dismissal-reason-shared-by-many = Shared by many
dismissal-reason-already-known = Already known
dismissal-reason-not-relevant = Not relevant
dismissal-reason-identifier-wrong = Identifier wrong

end-reason-no-longer-needed = No longer needed
end-reason-registered-in-error = Registered in error
end-reason-unlawful = Unlawful
end-reason-court-order = Court order
end-reason-data-subject-right = Right of the data subject
end-reason-retention-ended = Retention period ended

erasure-reason-retention-ended = Retention period ended
erasure-reason-originator-asked = The originator asked
erasure-reason-court-order = Court order
erasure-reason-unlawful = Unlawful
erasure-reason-data-subject-right = Right of the data subject
erasure-reason-other = Another reason

evaluation-scheme-europol-4-x4 = Europol 4×4
evaluation-scheme-admiralty-6-x6 = Admiralty 6×6
evaluation-scheme-national-5-x5-x5 = National 5×5×5
evaluation-scheme-national-3-x5-x2 = National 3×5×2

fact-kind-incident = Incident
fact-kind-investigation-opened = Investigation opened
fact-kind-case-opened-at-agency = Case opened at an agency
fact-kind-coordination-meeting = Coordination meeting
fact-kind-team-established = Team set up
fact-kind-member-joined = Member joined
fact-kind-unit-assigned = Unit assigned
fact-kind-authorisation = Authorisation
fact-kind-request-sent = Request sent
fact-kind-request-refused-or-unanswered = Request refused or unanswered
fact-kind-intelligence-shared = Intelligence shared
fact-kind-action-day = Action day
fact-kind-infrastructure-control = Control of infrastructure
fact-kind-alert-to-targets = Alert to those targeted
fact-kind-result-reported = Result reported
fact-kind-findings-published = Findings published
fact-kind-agreement-signed = Agreement signed
fact-kind-agreement-extended = Agreement extended
fact-kind-prosecution-decision = Decision to prosecute
fact-kind-trial = Trial
fact-kind-verdict = Verdict
fact-kind-follow-up = Follow-up
fact-kind-case-closed-or-suspended = Case closed or suspended
fact-kind-lessons-learned-review = Review of lessons learned
fact-kind-work-taken-up = Work taken up
fact-kind-work-queued = Work queued
fact-kind-work-waiting = Work waiting
fact-kind-work-completed = Work completed
fact-kind-handed-over = Handed over
fact-kind-other = Another fact

fate-added = Added
fate-changed = Changed
fate-ended = Ended
fate-gone = Gone

figure-standing-known = Known
figure-standing-empty = Nothing to measure
figure-standing-insufficient-data = Insufficient data
figure-standing-not-reached = Not reached yet
figure-standing-between = Between two values

figure-unit-count = Number
figure-unit-share = Share
figure-unit-ratio = Ratio
figure-unit-seconds = Duration

finding-category-results = Results
finding-category-legal-issue = Legal issue
finding-category-practical-difficulty = Practical difficulty
finding-category-best-practice = Best practice

flow-kind-request = Request
flow-kind-item = Item
flow-kind-hit = Hit

follow-up-stage-open = Open
follow-up-stage-assigned = Assigned
follow-up-stage-completed = Completed
follow-up-stage-verified = Verified
follow-up-stage-cancelled = Cancelled

forecast-method-smoothing = Exponential smoothing
forecast-method-recent-mean = Mean of the last six months

handling-h0 = H0: for preventing and combating crime only
handling-h1 = H1: not in judicial proceedings without permission
handling-h2 = H2: not to be passed on without permission
handling-h3 = H3: other restrictions, as stated

hit-standing-new = New
hit-standing-acknowledged = Taken note of
hit-standing-request-opened = Request opened
hit-standing-dismissed = Dismissed

identifier-kind-phone = Telephone number
identifier-kind-account = Account
identifier-kind-vehicle = Vehicle
identifier-kind-document = Document
identifier-kind-email = E-mail address
identifier-kind-wallet = Wallet
identifier-kind-artefact = Digital trace

instrument-eu-2023-977 = Directive (EU) 2023/977
instrument-eu-eio = European Investigation Order
instrument-eu-eio-provisional = European Investigation Order: provisional measure
instrument-eu-eio-interception-notice = European Investigation Order: notice of interception
instrument-eu-sirene = Supplementary information (SIRENE)
instrument-eu-epoc = European Production Order
instrument-eu-epoc-pr = European Preservation Order
instrument-coe-budapest-29 = Budapest Convention, Art. 29 (preservation)
instrument-coe-2-ap-art7 = Second Additional Protocol, Art. 7
instrument-coe-2-ap-art8 = Second Additional Protocol, Art. 8
instrument-mla-general = Mutual legal assistance
instrument-interpol-channel = INTERPOL channel
instrument-task-force-agreement = Task force arrangement

item-kind-intelligence = Intelligence
item-kind-evidence = Evidence

legal-basis-kind-jit-agreement = Agreement on a joint investigation team
legal-basis-kind-task-force-arrangement = Task force arrangement
legal-basis-kind-treaty = Treaty
legal-basis-kind-domestic-law = Domestic law
legal-basis-kind-imported-record = Imported record

member-role-leader = Leader
member-role-administrator = Administrator of the space
member-role-member = Member
member-role-seconded-member = Seconded member
member-role-reader = Reader

metric-m1 = Sent and received
metric-m2 = Time to receipt
metric-m3 = Time to acknowledge
metric-m4 = Acknowledgement rate
metric-m5 = On-time acknowledgement
metric-m6 = Time to assign a unit
metric-m7 = Time to decision
metric-m8 = Time to first substantive reply
metric-m9 = Response time
metric-m10 = On-time rate
metric-m11 = Fulfilment rate
metric-m12 = Refusal rate and grounds
metric-m13 = First-time-right rate
metric-m14 = Clarification delay
metric-m15 = Misrouting
metric-m16 = Backlog
metric-m17 = Overdue backlog
metric-m18 = Clearance ratio
metric-m19 = Spontaneous sharing
metric-m20 = Usefulness
metric-m21 = Consent time and grant rate
metric-m22 = Restriction confirmation
metric-m23 = Volume balance
metric-m24 = Reciprocity of fulfilment
metric-m25 = Reciprocity of speed
metric-m26 = Follow-up completion
metric-m27 = Recommendation uptake
metric-m28 = Censoring-aware median
metric-m29 = Contact continuity
metric-answered-80 = Time within which 80 % were answered

obligation-acknowledge = Acknowledge
obligation-decide = Decide
obligation-execute = Execute
obligation-provide = Provide
obligation-object = Object
obligation-preserve = Preserve
obligation-reply-by-wish = Reply by the date asked

obligation-kind-receipt = Receipt of evidence
obligation-kind-restriction = Restriction
obligation-kind-recall = Recall

obligation-side-to-confirm = To confirm
obligation-side-unconfirmed = Unconfirmed by others

outcome-positive = Positive
outcome-negative = Negative
outcome-partial = Partial

pap-clear = PAP:CLEAR: no limit
pap-green = PAP:GREEN: active steps allowed
pap-amber = PAP:AMBER: passive checks only
pap-red = PAP:RED: nothing that can be detected

partner-role-party = Party
partner-role-participant = Participant
partner-role-observer = Observer

partner-standing-invited = Invited
partner-standing-joined = Joined
partner-standing-declined = Declined
partner-standing-left = Left

phase-setting-up = Setting up
phase-operational = Operational
phase-post-operational = Post-operational
phase-closed = Closed
phase-archived = Archived

precision-second = To the second
precision-minute = To the minute
precision-day = To the day
precision-month = To the month
precision-year = To the year
precision-unknown = Unknown

recommendation-standing-open = Open
recommendation-standing-accepted = Accepted
recommendation-standing-declined = Declined
recommendation-standing-verified = Verified

refusal-ground-not-available = Information not available
refusal-ground-request-not-compliant = Request does not meet the requirements
refusal-ground-judicial-authorisation-refused = Judicial authorisation refused
refusal-ground-data-category-excluded = Category of data excluded
refusal-ground-inaccurate-or-outdated = Inaccurate or outdated
refusal-ground-national-security = Interests of national security
refusal-ground-jeopardises-investigation-or-safety = Jeopardises an investigation or a person’s safety
refusal-ground-legal-person-interests = Interests of a legal person
refusal-ground-minor-offence = Minor offence
refusal-ground-not-an-offence = Not an offence here
refusal-ground-third-party-consent-missing = Consent of a third party missing
refusal-ground-immunity-or-privilege = Immunity or privilege
refusal-ground-ne-bis-in-idem = Ne bis in idem
refusal-ground-fundamental-rights = Fundamental rights
refusal-ground-dual-criminality = No dual criminality
refusal-ground-interpol-art-3 = Article 3 of INTERPOL’s Constitution
refusal-ground-other = Another ground

request-order-next-due = What is due first
request-order-newest = The newest first

request-state-draft = Draft
request-state-sent = Sent
request-state-received = Received
request-state-acknowledged = Acknowledged
request-state-accepted = Accepted
request-state-in-execution = In execution
request-state-answered = Answered
request-state-refused = Refused
request-state-withdrawn = Withdrawn
request-state-closed = Closed

review-type-mid-term = Mid-term review
review-type-final = Final review
review-type-incident = Review of an incident

reviewed-phase-setting-up = Setting up
reviewed-phase-operational = Operational
reviewed-phase-post-operational = Post-operational
reviewed-phase-whole = The whole

role-directory-administrator = Administrator of the directory
role-agency-administrator = Administrator of the agency
role-investigation-opener = May open investigations
role-cooperation-analyst = Analyst of cooperation

routing-preference-day-and-night = Reached day and night
routing-preference-crime-area = The crime area itself
routing-preference-region = The closest region
routing-preference-language = The language
routing-preference-specialised = The more specialised

scope-full = In full
scope-part = In part

source-grade-official = Official source
source-grade-press = Press
source-grade-secondary = Secondary source
source-grade-record = Record

source-kind-request = Request
source-kind-shared-item = Shared item
source-kind-finding = Finding
source-kind-recommendation = Recommendation
source-kind-meeting = Meeting

thing-kind-investigation = Investigation
thing-kind-partner = Partner
thing-kind-member = Member
thing-kind-request = Request
thing-kind-limit = Time limit
thing-kind-item = Shared item
thing-kind-follow-up = Follow-up

tlp-clear = TLP:CLEAR: no limit on disclosure
tlp-green = TLP:GREEN: within the community
tlp-amber = TLP:AMBER: organisation and clients, need-to-know
tlp-amber-strict = TLP:AMBER+STRICT: organisation only
tlp-red = TLP:RED: named persons only

trend-direction-rising = Rising
trend-direction-falling = Falling
trend-direction-none-found = No trend found

trend-figure-sent = Requests sent
trend-figure-median-response-s = Median response time
trend-figure-on-time = Share on time

urgency-routine = Routine
urgency-urgent = Urgent
urgency-emergency = Emergency

used-in-lead = Lead
used-in-arrest = Arrest
used-in-seizure = Seizure
used-in-charge = Charge
used-in-none = Not used

verdict-on-time = On time
verdict-late = Late
verdict-overdue = Overdue
verdict-open = Still running
verdict-resting = Suspended
verdict-not-started = Not started
verdict-cancelled = Cancelled

window-kind-cohort = By when requests were sent
window-kind-flow = By when it happened
window-kind-as-of = As of the moment

withdrawal-reason-no-longer-needed = No longer needed
withdrawal-reason-misdirected = Sent to the wrong authority
withdrawal-reason-obtained-otherwise = Obtained otherwise
withdrawal-reason-duplicate = Duplicate
withdrawal-reason-other = Another reason

crime-area-crimes-against-children-and-trafficking = Crimes against children and human trafficking
crime-area-cybercrime-and-digital-evidence = Cybercrime and digital evidence
crime-area-narcotics-and-organised-crime = Narcotics and organised crime
crime-area-terrorism-and-extremism = Terrorism and extremism
crime-area-crime-analysis = Crime analysis
crime-area-child-sexual-exploitation = Child sexual exploitation
crime-area-human-trafficking = Human trafficking
crime-area-migrant-smuggling = Migrant smuggling
crime-area-missing-persons = Missing persons
crime-area-cybercrime = Cybercrime
crime-area-digital-forensics = Digital forensics
crime-area-drugs = Drugs
crime-area-organised-crime = Organised crime
crime-area-firearms = Firearms
crime-area-stolen-vehicles = Stolen vehicles
crime-area-cultural-property = Cultural property
crime-area-environmental-crime = Environmental crime
crime-area-financial-crime-and-corruption = Financial crime and corruption
crime-area-counterfeit = Counterfeit
crime-area-fugitives = Fugitives
crime-area-terrorism = Terrorism
crime-area-extremism = Extremism
crime-area-war-crimes = War crimes and other core international crimes
crime-area-analysis-crimes-against-persons = Analysis of crimes against persons
crime-area-analysis-cybercrime = Analysis of cybercrime
crime-area-analysis-organised-crime = Analysis of narcotics and organised crime
crime-area-analysis-terrorism = Analysis of terrorism

unit-family-crimes-against-children-and-trafficking = Crimes against children and human trafficking
unit-family-cybercrime-and-digital-evidence = Cybercrime and digital evidence
unit-family-narcotics-and-organised-crime = Narcotics and organised crime
unit-family-terrorism-and-extremism = Terrorism and extremism
unit-family-crime-analysis = Crime analysis by geography or subject

region-world = World
region-002 = Africa
region-019 = Americas
region-142 = Asia
region-150 = Europe
region-009 = Oceania
region-010 = Antarctica
region-202 = Sub-Saharan Africa
region-419 = Latin America and the Caribbean
region-015 = Northern Africa
region-014 = Eastern Africa
region-017 = Middle Africa
region-018 = Southern Africa
region-011 = Western Africa
region-029 = Caribbean
region-013 = Central America
region-005 = South America
region-021 = Northern America
region-143 = Central Asia
region-030 = Eastern Asia
region-035 = South-eastern Asia
region-034 = Southern Asia
region-145 = Western Asia
region-151 = Eastern Europe
region-154 = Northern Europe
region-039 = Southern Europe
region-155 = Western Europe
region-053 = Australia and New Zealand
region-054 = Melanesia
region-057 = Micronesia
region-061 = Polynesia
