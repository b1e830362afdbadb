### Messages of emergencies: opening a record without a care link, and its review.

## The way to the form

emergency-way = Is the person in immediate danger and unable to express their will?
emergency-way-link = Open the record in an emergency

## The form

emergency-title = Open a record in an emergency
emergency-lead = Only for a person who cannot express their will, when their health is at immediate risk. To open a record without that is punished by law.
emergency-of = You are about to open the record of
emergency-unknown = Your organisation keeps nothing of this person: who they are is shown to you only once the record is open. Check the record’s number.
emergency-follows = What will happen
emergency-follows-until = The record opens for { $hours } hours at most, until { $until }. You can end it earlier.
emergency-follows-banner = A banner says so on every page of the record.
emergency-follows-told = The person is told, and so is their médecin traitant, with your name.
emergency-follows-review = The privacy officer reviews every opening, and the reason that you give.
emergency-follows-masked = What the person masked stays masked, unless they allowed it in emergencies.
emergency-unable = I state that the person cannot express their will.
emergency-unable-wrong = Tick the first box: who can answer consents in person.
emergency-risk = I state that their health is at immediate risk.
emergency-risk-wrong = Tick the second box: without immediate risk no record is opened in an emergency.
emergency-reason = Reason
emergency-reason-hint = What brings you here, in a sentence. It is shown to who reviews the opening.
emergency-reason-wrong = Write a reason of { $least } to { $most } letters.
emergency-too-many = { $count } emergencies of this record wait for their review: it cannot be opened once more. Call the privacy officer.
emergency-open = Open the record in an emergency
emergency-cancel = Cancel

## On every page meanwhile

emergency-label = Emergency access
emergency-banner = Record open in an emergency, until { $until }.
emergency-banner-reason = Reason:
emergency-end = End the access

## What was refused

refusal-emergencies = Only health professionals open a record in an emergency.
refusal-open-already = Your care link opens this record already.
refusal-reviews = Only the privacy officer reviews emergencies and answers contests.

## What people are told

notice-record-opened = { $who } opened your record in an emergency
notice-patient-opened = { $who } opened the record of a person whose médecin traitant you are, in an emergency
notice-read = I have read it
notice-who-looked = Who looked into this record
access-why-emergency = emergency
access-broke-glass = Opened the record in an emergency
access-closed-glass = Ended their emergency access
access-reviewed-glass = Reviewed an emergency access
access-they-broke-glass = opened your record in an emergency
access-you-broke-glass = opened the record in an emergency

## The privacy officer's desk

reviews-title = Emergencies and contests
reviews-open = Review
reviews-waiting = { $count ->
    [0] No emergency waits for its review.
    [one] One emergency waits for its review.
   *[other] { $count } emergencies wait for their review.
}
reviews-lead = Every record that was opened in an emergency is reviewed. What has waited for { $hours } hours or more is marked. A contest is answered within a month.
reviews-waiting-heading = Emergencies to review, oldest first
reviews-none = Nothing waits for its review.
reviews-late = over { $hours } h
reviews-reviewed-heading = Latest reviewed
reviews-reviewed-none = None was reviewed yet.
reviews-by = by { $by }, { $at }
reviews-one = One emergency
reviews-what = Who, when, why
reviews-who = Professional
reviews-record = Number of the record
reviews-start = Opened
reviews-end = Closed
reviews-stated = Stated
reviews-stated-both = The person could not express their will, and their health was at immediate risk.
reviews-reason = Reason given
reviews-deeds = What was done meanwhile
reviews-deeds-lead = The kinds of things, and how many times: never what they hold.
reviews-deed-rights = Opened or ended the emergency, or a care link
reviews-deed-other = Something else
reviews-times = { $count } ×
reviews-not-whole = This may not be all: the record has too many traces to count them all, or some cannot be read. Ask an administrator for a check.
reviews-found = What you found
reviews-found-justified = Justified
reviews-found-not-justified = Not justified
reviews-found-wrong = Choose what you found.
reviews-words = Your findings
reviews-words-hint = What was checked, and with whom. These words stay with the record.
reviews-words-wrong = Write { $least } to { $most } letters.
reviews-save = Save the review
reviews-running = This emergency is not over: it is reviewed then, when all that was done is known.
reviews-own = It was you who opened this record: somebody else must review it.
reviews-done = This emergency was reviewed already.
reviews-erased = This record was erased since: nothing is left to review.
reviews-settle = Take off the list

## The record as an emergency doctor would see it

sharing-as-emergency = An emergency doctor whom nobody knows here
sharing-as-emergency-about = physician, in an emergency
