### Messages of the record's pages.

## Amounts, dosages

range-both = { $low } to { $high }
clock = { $hour }:{ $minute }
dosage-needed = if needed
dosage-needed-for = if needed: { $what }
dosage-at = at { $times }
dosage-per-s = { $times } × a second
dosage-per-min = { $times } × a minute
dosage-per-h = { $times } × an hour
dosage-per-d = { $times } × a day
dosage-per-wk = { $times } × a week
dosage-per-mo = { $times } × a month
dosage-per-a = { $times } × a year
dosage-every-s = { $times } × every { $period } seconds
dosage-every-min = { $times } × every { $period } minutes
dosage-every-h = { $times } × every { $period } hours
dosage-every-d = { $times } × every { $period } days
dosage-every-wk = { $times } × every { $period } weeks
dosage-every-mo = { $times } × every { $period } months
dosage-every-a = { $times } × every { $period } years
timing-MORN = morning
timing-MORN-early = early morning
timing-MORN-late = late morning
timing-NOON = noon
timing-AFT = afternoon
timing-EVE = evening
timing-NIGHT = night
timing-PHS = after going to bed
timing-HS = at bedtime
timing-BED = at bedtime
timing-WAKE = on waking
timing-C = with a meal
timing-CM = with breakfast
timing-CD = with lunch
timing-CV = with dinner
timing-AC = before a meal
timing-ACM = before breakfast
timing-ACD = before lunch
timing-ACV = before dinner
timing-PC = after a meal
timing-PCM = after breakfast
timing-PCD = after lunch
timing-PCV = after dinner
timing-QD = every day
timing-BID = twice a day
timing-TID = three times a day
timing-QID = four times a day
timing-AM = every morning
timing-PM = every afternoon
timing-QOD = every other day
timing-Q1H = every hour
timing-Q2H = every 2 hours
timing-Q3H = every 3 hours
timing-Q4H = every 4 hours
timing-Q6H = every 6 hours
timing-Q8H = every 8 hours
timing-WK = every week
timing-MO = every month
weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday

## How a fact stands

standing-current = current
standing-on-hold = on hold
standing-past = past
standing-done = done
standing-planned = planned
standing-unknown = status unknown
standing-superseded = replaced
standing-refuted = ruled out
standing-not-done = not done
standing-cancelled = cancelled
standing-prohibited = not to be done
standing-proposal = proposed
standing-draft = draft
standing-uninterpretable = read at its source
standing-entered-in-error = entered in error
certainty-unconfirmed = unconfirmed
certainty-provisional = provisional
certainty-differential = one possibility
certainty-preliminary = preliminary
flag-abnormal = abnormal
flag-low = low
flag-high = high
flag-critical = critical
flag-critical-low = critical, low
flag-critical-high = critical, high

## Kinds of entries

kind-allergy = Allergy
kind-problem = Problem
kind-medication = Medication
kind-administration = Medication given
kind-dispense = Medication dispensed
kind-vaccination = Vaccination
kind-result = Result
kind-vital = Vital sign
kind-finding = Finding
kind-encounter = Visit
kind-procedure = Procedure
kind-report = Report
kind-document = Document
kind-note = Note
kind-appointment = Appointment
kind-plan = Care plan
kind-goal = Goal
kind-order = Order
kind-device = Device
kind-family-history = Family history
kind-alert = Alert
kind-answers = Questionnaire
kind-care-team = Care team
kind-product = Product
kind-other = Other

## Dates and entries in words

date-time = { $day }, { $time }
dated-recorded = recorded { $date }
dated-not = undated
day-today = Today
day-yesterday = Yesterday
unnamed = Unnamed: { $kind }
type-AllergyIntolerance = an allergy
type-Appointment = an appointment
type-CarePlan = a care plan
type-CareTeam = a care team
type-ClinicalImpression = a clinical impression
type-Communication = a message
type-Composition = a document
type-Condition = a problem
type-Coverage = an insurance
type-Device = a device
type-DiagnosticReport = a report
type-DocumentReference = a document
type-Encounter = a visit
type-EpisodeOfCare = an episode of care
type-FamilyMemberHistory = a family history
type-Flag = an alert
type-Goal = a goal
type-ImagingStudy = an imaging study
type-Immunization = a vaccination
type-Media = an image
type-Medication = a product
type-MedicationAdministration = a medication given
type-MedicationDispense = a medication dispensed
type-MedicationRequest = a medication
type-MedicationStatement = a medication
type-Observation = a result or measurement
type-Patient = the identity
type-Procedure = a procedure
type-Provenance = a provenance
type-QuestionnaireResponse = a questionnaire
type-RelatedPerson = a relative
type-ServiceRequest = an order
type-SupplyDelivery = a supply
type-Task = a task
group-problems = Problems
group-treatments = Medications
group-results = Results
group-vitals = Vital signs
group-vaccinations = Vaccinations
group-documents = Documents
group-visits = Visits
group-procedures = Procedures
group-plans = Plans
group-others = Others

## Who looked

access-title = Who looked at this record
access-title-person = Who looked at your record
access-lead = Each reading leaves a trace, written before the page is shown. None of it is erased.
access-lead-treating = Every reading leaves a trace, written before the page is shown. As the person’s médecin traitant you see all accesses here, as they do.
access-lead-own = Your role sees your own accesses here. Others exist and the person sees them.
access-proofs = Take these traces away with their proofs
access-proofs-more = With the file anybody can check, without us and without a network, that each trace says what was written down that day and that none was changed. It names who cared for you: keep it as you keep letters from your doctor.
access-proofs-go = Download the file
access-none = No trace here.
access-none-more = Nobody has opened this record yet, or not on this page.
access-machines =
    { $count ->
        [one] { $count } automatic or technical access
       *[other] { $count } automatic or technical accesses
    }
access-no-people = No person that day, only automatic accesses.
access-you = You
access-refused = refused
access-times = { $count } times
access-each = Details
access-older = Older
access-newest = Back to the latest
access-operator = Server operator
access-unnamed = Unnamed
access-why-system = for the system
access-why-care-team = care team
access-why-self = their own record
access-why-administration = administration
access-from-care = care screens
access-from-person = the person’s space
access-from-fhir = FHIR interface
access-from-command = command line
access-from-app = the app { $app }
access-open = Opened the record
access-open-synthesis = Opened the synthesis
access-open-timeline = Opened the timeline
access-open-entry = Opened an entry
access-open-note = Prepared a note
access-read = Read { $what }
access-read-something = Read an entry
access-history = Read { $what } and its versions
access-history-something = Read a history
access-search = Searched the record
access-find = Saw the name in a list of people
access-write = Wrote into the record
access-export = Exported the record
access-list = Read the list of accesses
access-erase = Erased data
access-house = Upkeep of the server
access-account = Account or session
access-alarm = Refused, with an alarm: too many records in an hour
access-rights = Changed who may see the record
access-rights-read = Looked at who may see the record
access-they-opened = read your record
access-they-wrote = wrote into it
access-they-exported = exported it
access-they-found = saw your name in a search
access-they-listed = read the list of accesses
access-they-refused = asked for an access that was refused
access-they-other = acted on your record
access-you-opened = read your record
access-you-wrote = wrote into it
access-you-exported = exported it
access-you-found = saw your name in a search
access-you-listed = read this list
access-you-refused = asked for an access that was refused
access-range = { $from } to { $until }
access-at = at { $time }
access-from-until = from { $from } to { $until }

## Values

value-yes = yes
value-no = no
value-ratio = { $low } to { $high }
value-sampled = curve, { $bytes } bytes

## The patient banner

banner-label = Identity and allergies
face-name-unknown = Name not recorded
face-born = { $age } ({ $date })
face-born-unknown = date of birth not recorded
face-born-as = born { $name }
face-born-as-female = née { $name }
face-born-as-male = born { $name }
face-age-about = about { $age }
face-died = Death recorded
face-died-on = Died { $date }
face-died-aged = Died { $date } aged { $age }
face-ins = INS { $number }
face-ins-fictional = Fictional INS { $number }
face-physician = Treating physician: { $name }
face-other-allergies =
    { $count ->
        [one] { $count } other
       *[other] { $count } others
    }
face-allergy-unnamed = Unnamed allergy
sex-unstated = sex not recorded
sex-female = female
sex-male = male
sex-other = sex: other
sex-unknown = sex unknown
identity-provisional = provisional identity
identity-validated = validated identity
identity-retrieved = retrieved identity
identity-qualified = qualified identity
identity-doubtful = doubtful identity
identity-fictional = fictional identity
identity-homonym = known homonym
identity-inactive = record marked as inactive or replaced
identity-uninterpretable = identity to be read at its source
allergies-label = Allergies
allergy-about = { $what }: { $about }
allergy-severe = severe reaction
allergies-said = { $what } ({ $who })
allergies-none = No known allergy
allergies-none-medication = No known medication allergy
allergies-none-food = No known food allergy
allergies-none-environment = No known environmental allergy
allergies-none-part = No known allergy of one kind
allergies-past = None now, past ones on record
allergies-conflict = In conflict: “no allergy” is also recorded
allergies-unclear = One entry cannot be interpreted
allergies-not-recorded = Not recorded
allergies-closed = Not accessible to you

## Side navigation

side-label = Sections of the record
side-synthesis = Synthesis
side-identity = Identity and appointments
side-home = Home
side-timeline = Timeline
side-everything = My record
side-access = Who looked
side-note = Write a note
side-masked = You see what your organisation keeps. The person may have masked a part of it.
side-whole = You see the whole of your record here, whichever organisation keeps it.
side-closed = Secretary role: identity and appointments only.
print-line = { $name } · as of { $moment } · printed by { $who }

## Synthesis

summary-title = Synthesis
summary-of = Synthesis of { $name }
identity-title = Identity and appointments
identity-of = Identity and appointments of { $name }
identity-closed = The rest of the record is not accessible to your role. A health professional of your organisation can open it.
news-first = Your first look at this record.
news-first-person = This is your first visit here.
news-none = Nothing new since you last looked ({ $date }).
news-since = New since you last looked ({ $date })
mark-new = new
mark-conflict = conflict
mark-ended-elsewhere = said to be over elsewhere
since = since { $date }
coming = To come: { $what }
others =
    { $count ->
        [one] { $count } other
       *[other] { $count } others
    }
unprinted =
    { $count ->
        [one] { $count } other not printed
       *[other] { $count } others not printed
    }
others-past =
    { $count ->
        [one] { $count } past
       *[other] { $count } past
    }
card-watch = To watch
card-problems = Problems
card-treatments = Current medications
card-vaccinations = Vaccinations
card-results = Key results
card-events = Events
card-coming = Coming appointments
card-documents = Documents
card-plans = Plans, goals, devices
card-goals = Goals
card-devices = Devices
state-only-past = Nothing now; past entries exist.
state-unclear = One entry cannot be interpreted: read it at its source.
state-closed = Not accessible to your role.
state-nothing-coming = No coming appointment recorded.
state-none-problems = No known problem
state-none-treatments = No known medication
state-none-vaccinations = No known vaccination
state-none-results = No result
state-none-events = No event
state-none-documents = No document
state-none-plans = No plan
state-none-goals = No goal
state-none-devices = No device
state-conflict-problems = Conflict: “no problem” is also recorded.
state-conflict-treatments = Conflict: “no medication” is also recorded.
state-conflict-vaccinations = Conflict: “no vaccination” is also recorded.
state-conflict-results = Entries are in conflict.
state-conflict-events = Entries are in conflict.
state-conflict-documents = Entries are in conflict.
state-conflict-plans = Entries are in conflict.
state-conflict-goals = Entries are in conflict.
state-conflict-devices = Entries are in conflict.
state-not-recorded-problems = Problems not recorded.
state-not-recorded-treatments = Medications not recorded.
state-not-recorded-vaccinations = Vaccinations not recorded.
state-not-recorded-results = No result recorded.
state-not-recorded-events = No event recorded.
state-not-recorded-documents = No document recorded.
state-not-recorded-plans = No plan recorded.
state-not-recorded-goals = No goal recorded.
state-not-recorded-devices = No device recorded.
watch-nothing = No alert, no conflict, no latest result that its source calls abnormal.
watch-allergies =
    { $count ->
        [one] Contradictory allergies
       *[other] Contradictory allergies
    }
watch-medications =
    { $count ->
        [one] { $count } contradiction between medications
       *[other] { $count } contradictions between medications
    }
conflict-title = Conflict: { $what }
conflict-stopped = taken by one entry ({ $one }), stopped by another ({ $other }, { $title }).
conflict-suspended = taken by one entry ({ $one }), on hold by another ({ $other }, { $title }).
conflict-doses = two dosages in force ({ $one } and { $other }, { $title }).
conflict-substance = two products of the same substance in force ({ $one } and { $other }: { $title }).
conflict-one = First source
conflict-other = Second source
conflict-others =
    { $count ->
        [one] { $count } other conflict
       *[other] { $count } other conflicts
    }
dosage-not-recorded = dosage not recorded
dosage-not-recorded-for =
    { $count ->
        [one] Dosage not recorded for { $count } line.
       *[other] Dosage not recorded for { $count } lines.
    }
usage-current = current
usage-lapsed = period over
usage-suspended = on hold
usage-planned = to come
usage-unknown = status unknown
usage-past = past
vaccination-doses =
    { $count ->
        [one] { $count } dose
       *[other] { $count } doses
    }
vaccination-subpotent = insufficient dose
direction-rising = rising
direction-falling = falling
direction-steady = steady
result-once = one value
result-now = { $value } on { $date }.
result-before = Before: { $value } on { $date }.
result-judged = Its source says: { $flag }.
spark-alt = { $count } values from { $from } to { $until }
spark-values = from { $first } to { $last }
spark-range = range { $range }
class-AMB = Consultation
class-EMER = Emergency visit
class-FLD = Field visit
class-HH = Home visit
class-IMP = Hospital stay
class-ACUTE = Acute hospital stay
class-NONAC = Non-acute stay
class-OBSENC = Hospital observation
class-PRENC = Pre-admission
class-SS = Short stay
class-VR = Remote consultation
count-allergy =
    { $count ->
        [one] { $count } allergy
       *[other] { $count } allergies
    }
count-problem =
    { $count ->
        [one] { $count } problem
       *[other] { $count } problems
    }
count-medication =
    { $count ->
        [one] { $count } medication
       *[other] { $count } medications
    }
count-administration =
    { $count ->
        [one] { $count } medication given
       *[other] { $count } medications given
    }
count-dispense =
    { $count ->
        [one] { $count } dispense
       *[other] { $count } dispenses
    }
count-vaccination =
    { $count ->
        [one] { $count } vaccination
       *[other] { $count } vaccinations
    }
count-result =
    { $count ->
        [one] { $count } result
       *[other] { $count } results
    }
count-vital =
    { $count ->
        [one] { $count } vital sign
       *[other] { $count } vital signs
    }
count-finding =
    { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    }
count-encounter =
    { $count ->
        [one] { $count } visit
       *[other] { $count } visits
    }
count-procedure =
    { $count ->
        [one] { $count } procedure
       *[other] { $count } procedures
    }
count-report =
    { $count ->
        [one] { $count } report
       *[other] { $count } reports
    }
count-document =
    { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
count-note =
    { $count ->
        [one] { $count } note
       *[other] { $count } notes
    }
count-appointment =
    { $count ->
        [one] { $count } appointment
       *[other] { $count } appointments
    }
count-plan =
    { $count ->
        [one] { $count } care plan
       *[other] { $count } care plans
    }
count-goal =
    { $count ->
        [one] { $count } goal
       *[other] { $count } goals
    }
count-order =
    { $count ->
        [one] { $count } order
       *[other] { $count } orders
    }
count-device =
    { $count ->
        [one] { $count } device
       *[other] { $count } devices
    }
count-family-history =
    { $count ->
        [one] { $count } family history
       *[other] { $count } family histories
    }
count-alert =
    { $count ->
        [one] { $count } alert
       *[other] { $count } alerts
    }
count-answers =
    { $count ->
        [one] { $count } questionnaire
       *[other] { $count } questionnaires
    }
count-care-team =
    { $count ->
        [one] { $count } care team
       *[other] { $count } care teams
    }
count-product =
    { $count ->
        [one] { $count } product
       *[other] { $count } products
    }
count-other =
    { $count ->
        [one] { $count } other entry
       *[other] { $count } other entries
    }

## The person's home

home-title = What is new
home-title-news =
    { $count ->
        [one] { $count } thing new in your record
       *[other] { $count } things new in your record
    }
home-title-first = Welcome, { $name }
home-lead-first = Here is your record.
home-lead-news = This was added since your last visit.
home-new = New
home-latest = Your latest visits
home-results = Your latest results
home-looks-none = Nobody else looked at your record lately.
home-looks-all = See all
home-read = Read my record
pages-label = Pages

## Timeline

timeline-of-year = { $what }, { $year }
timeline-count =
    { $facts ->
        [one] { $facts } entry
       *[other] { $facts } entries
    } in { $entries ->
        [one] { $entries } visit or day
       *[other] { $entries } visits or days
    }, latest first
timeline-filter = Filter the timeline
timeline-kind = Section
timeline-year = Year
timeline-every-kind = All
timeline-every-year = All
timeline-choice = { $what } ({ $count })
timeline-go = Filter
timeline-clear = Show all
timeline-none = Nothing here
timeline-none-filtered = No entry answers to this filter. Widen it to see the rest.
timeline-none-more = No entry is recorded, or none is accessible to your role.
timeline-newer = Newer
timeline-older = Older
written-on = filed { $date }
item-also = { $count } times
vaccination-dose = dose { $number }
value-absent = no value: { $why }

## Elements of a resource

element-abatementDateTime = End
element-activity = Activity
element-address = Address
element-attachment = Attachment
element-author = Author
element-authoredOn = Authored on
element-basedOn = Based on
element-birthDate = Date of birth
element-bodySite = Body site
element-category = Category
element-class = Class
element-clinicalStatus = Clinical status
element-code = Code
element-communication = Communication
element-component = Component
element-conclusion = Conclusion
element-content = Content
element-contentType = Content type
element-context = Context
element-created = Created
element-criticality = Criticality
element-custodian = Custodian
element-data = Data
element-date = Date
element-dateTime = Date
element-deceasedDateTime = Death
element-description = Description
element-detail = Detail
element-diagnosis = Diagnosis
element-display = Display
element-docStatus = Document status
element-doseAndRate = Dose and rate
element-doseQuantity = Dose
element-dosageInstruction = Dosage
element-effectiveDateTime = Clinical date
element-effectivePeriod = Clinical period
element-encounter = Visit
element-end = End
element-extension = Extension
element-finding = Finding
element-gender = Sex
element-generalPractitioner = General practitioner
element-goal = Goal
element-identifier = Identifier
element-intent = Intent
element-interpretation = Interpretation
element-issued = Issued
element-language = Language
element-lifecycleStatus = Status
element-location = Location
element-lotNumber = Lot number
element-managingOrganization = Managing organisation
element-manifestation = Manifestation
element-maritalStatus = Marital status
element-medicationCodeableConcept = Medication
element-medicationReference = Medication
element-name = Name
element-note = Note
element-occurrenceDateTime = Clinical date
element-onsetDateTime = Onset
element-participant = Participant
element-patient = Person
element-performedDateTime = Clinical date
element-performedPeriod = Clinical period
element-performer = Performer
element-period = Period
element-presentedForm = Presented form
element-primarySource = Primary source
element-priority = Priority
element-reaction = Reaction
element-reasonCode = Reason
element-reasonReference = Reason
element-recordedDate = Recorded
element-recorder = Recorder
element-referenceRange = Reference range
element-relatesTo = Relates to
element-repeat = Repeat
element-requester = Requester
element-result = Result
element-securityLabel = Security label
element-sent = Sent
element-serviceProvider = Service provider
element-severity = Severity
element-size = Size
element-start = Start
element-status = Status
element-statusReason = Status reason
element-subject = Person
element-substance = Substance
element-telecom = Contact
element-text = Text
element-timing = Timing
element-title = Title
element-type = Type
element-url = Web address
element-use = Use
element-vaccineCode = Vaccine
element-valueBoolean = Value
element-valueCodeableConcept = Value
element-valueDateTime = Value
element-valueInteger = Value
element-valueQuantity = Value
element-valueString = Value
element-verificationStatus = Certainty

## One entry

entry-told = What the entry says
entry-text = Text
entry-series = Over time
entry-versions = Versions
entry-source = Source
entry-elements = Every element
entry-cut = The rest is too long for this page.
entry-json = Raw FHIR resource (JSON)
entry-json-long = Too long for this page: the FHIR interface gives the whole resource.
entry-old-version = Old version: version { $version } replaced it.
entry-deleted = Entry deleted. Its earlier versions stay readable.
entry-deleted-since = This entry was deleted since.
entry-in-error = Entered in error: do not rely on it.
entry-no-fact = This is no fact: read its status.
entry-uninterpretable = This entry carries a modifier unknown here that may change its meaning: read it at its source.
file-pdf = Open the document (PDF)
file-picture = Open the picture
file-xml = Save the structured version (CDA, XML)
file-other = Save the file ({ $type })
version = Version { $number }
versions-more =
    { $count ->
        [one] { $count } older version, not listed.
       *[other] { $count } older versions, not listed.
    }
version-shown = shown
version-deleted = deletion
author-command = import by the operator
custodian-other = another organisation
author-account = account { $id }
series-count = { $shown } values of { $total }
series-dashed = dashed
series-table = Table of values
series-date = Date
series-value = Value
series-flag = Flag
told-when = Clinical date
told-period = from { $start } to { $end }
told-recorded = Recorded
told-value = Value
told-flag = Flag
told-range = Source’s range
told-absent = No value
told-dosage = Dosage
told-reason = Reason
told-ends = Ends
told-status-reason = Status reason
told-reported = reported by someone else
told-reactions = Reactions
told-severity = Severity
told-stage = Stage
told-site = Site
told-onset = Onset
told-note = Note
told-targets = Protects from
told-dose = Dose
told-lot = Lot
told-diagnoses = Diagnoses
told-place = Place
told-organisation = Organisation
told-service = Service
told-description = Description
told-conclusion = Conclusion
told-labels = Confidentiality
label-masked = masked to professionals
label-waits = to be announced to the person first
label-secret = invisible to legal representatives
label-normal = normal
label-restricted = restricted
label-very-restricted = very restricted
told-category = Category
told-text = Text
told-people = People
told-urgency = Priority
told-link-encounter = During
told-link-medication = Product
told-link-reason = Because of
told-link-based-on = Order
told-link-member = Holds
told-link-replaces = Replaces
told-link-other = Related to
told-authors = Author
told-codes = Codes
told-source-words = Source’s wording
told-filed = Filed
told-filed-by = { $date }, { $author }
told-custodian = Kept by

## Writing a note

note-heading = Write a note
note-lead = It is signed with your name, kept by your organisation and visible to the person.
note-kind = Type
note-date = Clinical date
note-title = Title
note-optional = (optional)
note-text = Text
note-hint = At most { $count } characters. A session that ends does not lose this text.
note-write = Write into the record
note-cancel = Discard
note-errors =
    { $count ->
        [one] Nothing is written: one field needs a correction. Your text is kept.
       *[other] Nothing is written: { $count } fields need a correction. Your text is kept.
    }
note-nameless = Another organisation keeps this person’s identity: no note can be written here.
note-nameless-kept = Nothing was stored. Your text stays below: copy it before you leave the page.
note-nameless-advice = Ask the organisation that keeps the identity, or the administration of your own.
note-kind-error = Choose a type of the list.
note-title-error = At most { $count } characters.
note-date-error = Give a whole date: day, month, year.
note-date-future = The date cannot be in the future.
note-text-empty = Write the text of the note.
note-text-long = The text has { $count } characters; at most { $most }.
