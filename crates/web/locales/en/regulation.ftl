### Messages of the regulation of medical calls (centre 15).

## The way to the form

regulation-way = Do you regulate a call about this person?
regulation-way-link = Medical regulation (centre 15)
regulation-search = For a call about a person of another organisation, look for them by their exact identity:
regulation-search-link = Call to centre 15

## Finding whom a call is about

regulation-find-title = Call to centre 15
regulation-find-lead = For a call that you regulate: find the person by their exact identity, whichever organisation takes care of them.
regulation-find-family = Name at birth
regulation-find-family-wrong = Write the name at birth.
regulation-find-given = First given name
regulation-find-given-hint = Or several given names, in their order at birth.
regulation-find-given-wrong = Write the first given name at least.
regulation-find-birth = Date of birth
regulation-find-birth-hint = Day, month and year, such as 12/03/1942.
regulation-find-birth-wrong = Write a whole date of birth that exists and is not to come, such as 12/03/1942.
regulation-find-sex = Sex (optional)
regulation-find-sex-any = not stated
regulation-find-sex-wrong = Choose from the list, or leave “not stated”.
regulation-find-too-long = { $most } characters at most.
regulation-find-own = Look within your organisation
regulation-find-exact = All of it must match; accents, capitals and hyphens do not count.
regulation-find-too-many = Add the sex or more given names.
regulation-find-nobody = Have the name at birth spelt, and check the date. The person may have no record here, or it does not open for a call.

## The form

regulation-title = Medical regulation (centre 15)
regulation-lead = Only to answer a call to centre 15. Your log-in says that you regulate medical calls.
regulation-follows-until = The record opens for { $minutes } minutes, until { $until }. You can end it earlier.
regulation-follows-what = You read what other organisations share. What your own keeps follows the care link.
regulation-follows-told = The person is told, and so is their médecin traitant, with your name.
regulation-follows-masked = What the person masked stays masked, unless they allowed it in emergencies.
regulation-reason = Number or reason of the call
regulation-reason-hint = It stands on the banner and stays in the record.
regulation-reason-wrong = Write the number or the reason of the call, { $least } to { $most } letters.
regulation-confirmed = I regulate a call about this person.
regulation-confirmed-wrong = Tick the box: a record is opened like this only for a call that you regulate.
regulation-too-many = This record is open for { $count } calls already: wait until one of them ends.
regulation-open = Open the record for this call

## On every page meanwhile

regulation-label = Medical regulation
regulation-banner = Record open for medical regulation, until { $until }.
regulation-banner-reason = Call:
regulation-end = End the access

## What was refused

refusal-regulation = Your log-in does not say that you regulate medical calls. Log in with Pro Santé Connect, from the regulation centre.

## What people are told

notice-record-regulated = { $who } opened your record for a call to centre 15
notice-patient-regulated = { $who } opened the record of a person whose médecin traitant you are, for a call to centre 15
access-why-regulation = medical regulation (centre 15)
access-took-call = Opened the record for medical regulation
access-ended-call = Ended their access for medical regulation
access-they-took-call = opened your record for a call to centre 15
access-you-took-call = opened the record for a call to centre 15
policy-regulation = Came for medical regulation (centre 15): their log-in said so.

## The record as the regulation centre would see it

sharing-as-regulation = Centre 15, which regulates a call
sharing-as-regulation-about = physician, for medical regulation
