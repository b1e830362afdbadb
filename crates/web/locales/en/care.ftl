### Messages of who takes care of a person.

## In the place of a record's pages

side-care = Care
care-outside-title = No care link
care-outside-heading = You do not take care of this person yet
care-why-none = No care link between you and this person is registered.
care-why-ended = Your care of this person ended on { $ended }.
care-outside-lead = So their record is not shown: that does not mean that it is empty.
care-outside-register = Does your organisation receive this person? The desk or you can register it:
care-outside-care = Care by the organisation

## Declaring oneself

care-declare-heading = Declare that you take care of this person
care-declare-lead = To read also what others keep when the person was not informed of the sharing, or to have access when your organisation is not registered.
care-attested = The person is informed and consents to my reading their record.
care-attested-wrong = Tick the box: without the person’s consent their record stays closed.
care-span = For how long
care-span-day = 24 hours
care-span-month = 30 days
care-span-quarter = 3 months
care-span-year = 1 year
care-span-wrong = Choose for how long.
care-traced = This declaration is recorded under your name. The person sees it, with what you look at, and can take your access away. Reading a record without their consent is punished by law.
care-declare = Declare and open the record
care-refused-blocked = The person took your access to their record away. Only they can give it back.
care-refused-consent = The person refused that you read their record. Only they can consent again.
care-refused-opposed = The person opposed their shared record: you cannot declare that you take care of them.
care-refused-closed = This person’s shared record is closed: you cannot declare that you take care of them.
care-refused-role = The rules in force do not let your profession declare a care link.
care-note-closed = Your care of this person has ended: the note is not saved. What you wrote is still here.
care-note-declare = Declare that you take care of them (new tab), then save again.

## The page of care links

care-lead = Who takes care of this person, in your organisation. Without a care link nobody reads the record.
care-runs = Takes care of this person since { $since }, with no last day. Said by: { $by }.
care-runs-until = Takes care of this person since { $since }, until { $until }. Said by: { $by }.
care-comes = Will take care of this person from { $since } on, with no last day. Said by: { $by }.
care-comes-until = Will take care of this person from { $since } until { $until }. Said by: { $by }.
care-whole = The whole organisation
care-occasion = Occasion
care-occasion-admission = Admission
care-occasion-appointment = Appointment
care-occasion-residence = Residence or lasting follow-up
care-occasion-wrong = Choose one of the occasions offered.
care-where = Where
care-where-hint = On a ward, only its professionals read the record.
care-from = First day
care-from-hint = Leave it empty when care begins now.
care-from-wrong = Write the first day in full: day, month, year.
care-none = Your organisation is not registered: its health professionals see identity and appointments alone.
care-team = The health professionals of the organisation, or of the ward, read what the organisation keeps.
care-until = Last day
care-until-hint = Leave it empty when the end is not known. Care runs until midnight of that day.
care-until-wrong = Write the last day in full: day, month, year.
care-informed = The person was informed that the care team shares their record, and did not oppose it.
care-informed-hint = Without that the team reads only what your organisation keeps.
care-register = Register the care link
care-change-heading = Register another care link, or change the last day
care-discharge = End the care link
care-discharge-of = End the care link ({ $what })
care-discharge-effect = The record closes at once to the organisation’s professionals, but not to those who declared themselves that they take care of the person.
care-own = Your declaration
care-leave = End my declaration
care-error-ended = That day has passed, or comes before the first one. Choose a day to come.
care-error-too-long = A declaration holds for one year at most. Choose a shorter time.
care-error-past = The first day has passed. Choose today or a day to come.
care-error-too-far = A care link is registered one year ahead at most. Choose an earlier first day.
care-error-endless = An appointment has a last day: write it.
care-error-nothing = There is nothing left to end.
care-error-links = Too many care links run in this record. One of them has to be ended first.
care-error-consents = Too many consents and refusals stand in this record. The person has to take one back first.
care-error-other = That could not be saved. Check what you entered.

## The life of the shared record, at the desk

care-shared-heading = This person’s shared record
care-shared-open = It is open.
care-shared-open-since = It has been open since { $since }.
care-shared-opposed = The person opposed it.
care-shared-opposed-since = The person opposed it on { $since }.
care-shared-closed = It has ended.
care-shared-closed-since = It ended on { $since }.
care-shared-close-heading = End the shared record
care-shared-close-effect = Each organisation keeps its own file; nothing is shared any more; the law has it kept for ten years. The person still sees everything, and can open it again.
care-shared-why = Reason
care-shared-for-request = The person asks for it
care-shared-for-duplicate = The person has another record
care-shared-for-death = The person died
care-shared-why-wrong = Choose why the shared record ends.
care-shared-close = End the shared record
care-shared-open-effect = With the person’s agreement, those who take care of them read again what others wrote.
care-shared-consents = The person consents, and told me so.
care-shared-consent-wrong = Tick the box: the shared record is opened again only with the person’s consent.
care-shared-open-again = Open the shared record again
care-shared-closed-already = The shared record has ended already.
care-shared-unregistered = Register first that your organisation takes care of this person.
