## What cannot be

delegates-wrong-ended = The end must be after the start and after now: choose a later day.
delegates-wrong-past = The start is past already: choose today or a later day.
delegates-wrong-not-by-law = A carer is invited by the person themselves: the desk registers legal representatives only.
delegates-wrong-by-law = This comes from the law or from a judgment: the establishment that saw the document can end it.
delegates-wrong-of-age = The person is of age: parental authority has ended.
delegates-wrong-age-unknown = The whole date of birth is not known: complete the identity first.
delegates-wrong-twice = They act in this capacity already: end that first.
delegates-wrong-nothing = There was nothing to change: it has ended already. The page shows what holds now.
delegates-wrong-name = Write a name of at most 200 letters.
delegates-wrong-carers = A person has { $count } carers at most: end one first.
delegates-wrong-many = { $count } people at most can act for a person: end one of these first.
delegates-wrong-other = This cannot be: go back to the page and try again.

## For whom one acts, on every page

acting-label = You act for somebody
acting-as = You act for { $name } ({ $capacity })
acting-for = You act for { $name }
acting-unnamed-as = You act for another person ({ $capacity })
acting-unnamed = You act for another person
acting-go = Go to their record
acting-more = What is entrusted to you
side-acting = What is entrusted to you
side-record = The record
side-delegated = You read what is open to you of the record. What the person keeps to themselves is not shown.
home-acting-title = The record of { $name }
home-acting-lead = This is what you can read of it.
home-acting-latest = Their last visits
home-acting-results = Their last results
home-acting-read = Read the record
identity-acting = Identity and administrative data alone are entrusted to you. The rest of the record is not open to you.

## By what somebody acts, and how far

capacity-parent = parent
capacity-guardian-of-person = guardian of the person
capacity-guardian-of-property = guardian of property
capacity-curator = curator
capacity-family-habilitation = family habilitation
capacity-safeguard = judicial safeguard
capacity-carer = carer
capacity-parent-opens = Opens the child’s record until they are 18, but what is kept for the child alone.
capacity-guardian-of-person-opens = Opens the record, and decides with the person or for them.
capacity-guardian-of-property-opens = Opens nothing without the person’s consent: the measure is over property.
capacity-curator-opens = Opens nothing without the person’s consent: they decide about their health themselves.
capacity-family-habilitation-opens = Opens the record, when the judgment covers the person.
capacity-safeguard-opens = Opens nothing without the person’s consent: they keep all their rights.
reach-administrative = identity and administrative data
reach-reading = reading
reach-whole = all that is allowed
reach-administrative-opens = Read identity and administrative data, nothing else.
reach-reading-opens = Read the record.
reach-whole-opens = Do all that the law allows in this capacity.
reach-whole-carer = Read the record and do all that a carer may.

## One who acts for the person

delegate-capacity = In which capacity
delegate-reach = What is entrusted
delegate-when = When
delegate-name = First name and family name
delegate-until = Last day (optional)
delegate-until-hint = Without a date it lasts until you end it.
delegate-since = since { $date }
delegate-since-until = from { $since } to { $until }
delegate-coming = from { $date }
delegate-coming-until = from { $since }, until { $until }
delegate-ended = ended on { $date }
delegate-waits = waits for the person’s consent
delegate-code-none = no code given
delegate-code-pending = code given, valid until { $until }
delegate-code-used = code used on { $at }
delegate-code-expired = code expired
delegate-code-withdrawn = code withdrawn
delegate-code-new = New code
delegate-code-of = New code: { $name }
delegate-end = End
delegate-end-of = End: { $name }
delegate-allow = Consent
delegate-allow-of = Consent: { $name }
delegate-disallow = Take my consent back
delegate-disallow-of = Take my consent back: { $name }
delegate-held = They opened their access already. If they lost it, end it and begin anew.
delegate-reach-wrong = Choose what you entrust.
delegate-until-wrong = Choose a day of the calendar, or leave it empty.
delegate-capacity-wrong = Choose in which capacity they act.

## The person's part

delegates-heading = Who acts for me
delegates-lead = A carer whom you choose, or a representative by law, can open your record with an account of their own. Each visit leaves a trace that you can read.
delegates-none = Nobody acts for you.
delegates-invite = Invite a carer
delegates-invite-effect = A carer reads to help you. They never share, delete or close anything, do not change how you log in, and do not see what you masked. Three carers at most.
delegates-invite-go = Prepare the letter
delegates-full = You have three carers, which is the most. End one to invite another.
delegates-ended =
    { $count ->
        [one] One that has ended
       *[other] { $count } that have ended
    }

## The desk

side-representatives = Legal representatives
representatives-lead = Parents and measures of protection. Check the family record book or the judgment, then hand over a letter with a code.
representatives-present = Who represents the person
representatives-none = No legal representative is registered.
representatives-appoint = Register a representative
representatives-go = Register and prepare the letter
representative-until-hint = The end of the measure, where it is known. Parental authority ends by itself at 18.
representative-words-hint = For example “judgment of guardianship”, without a number. Not needed for the other documents.
representative-checked = I checked myself the identity of this representative and the document that shows in which capacity they act. The code will be given or sent to them alone.
representative-code-effect = The code before is worth nothing then.
representative-relieve = End
representative-relieve-of = End: { $name }

## What one holds

acting-title = What is entrusted to you
acting-lead = You act for somebody else, with your own account.
acting-held = Your role
acting-never-carer = A carer never shares, deletes or closes anything, does not change how the person logs in, and does not see what is masked.
acting-never-law = What a minor, or the caregiver, keeps for them is not shown to you. These pages are for reading; decisions on sharing are taken with the establishment.
acting-traced = Each of your visits is noted under your name, and the person can read that.
acting-resign-heading = Act no longer
acting-resign-effect = You will not see this record any more. To get it back you will need another invitation.
acting-resign-sure = I no longer want to act for this person
acting-resign = Act for this person no longer

## When nothing is open

closed-title = This record is not open to you
closed-ended-on = The access that was entrusted to you ended on { $date }.
closed-coming-on = The access that is entrusted to you begins on { $date }.
closed-delegation-ended = The access that was entrusted to you has ended.
closed-delegation-ended-advice = The person, or the establishment for a legal representative, can entrust you with another.
closed-delegation-coming = The access that is entrusted to you has not begun.
closed-delegation-coming-advice = Come back on that day: there is nothing else to do.
closed-measure-without-person = This measure of protection opens nothing of the record without the person’s consent.
closed-measure-without-person-advice = Talk with them: they consent in their own record, on the page “Who sees my record”, and can take it back.
closed-carer-not-invited = The person did not consent.
closed-carer-not-invited-advice = Ask them for another invitation.
closed-parent-of-adult = Parental authority ends at 18: the record is that of an adult now.
closed-parent-of-adult-advice = Your child can invite you as a carer, if they want to.

## The letter and the code

letter-heading-delegate = An access to act for somebody
letter-lead-delegate = With an account of your own you can open the health record of { $name }, as far as it is entrusted to you.
letter-step-choose-delegate = Choose a login and a password. You have an account here already? Log in first, then copy the code at this same address.
letter-lost-delegate = Too late, or letter lost? Ask whoever gave you this code for a new one: the old one will be worth nothing.
letter-back-delegate = Done, back to the page
activate-title-signed = Act for another person
activate-lead-signed = You got a letter with a code to help or represent somebody. Copy it here: you keep your account.
activate-back = Back to the first page
activate-have-account = You have an account here already? Keep it:
account-acting = Somebody close asks you to help them, or you represent somebody: a code adds their record to your account.
account-acting-code = I have a code
join-lead = The code is right.
join-account = You are logged in to the account of
join-effect = With this account you can also act for the person who invites you. Each visit will be noted under your name.
join-go = Accept
join-own = This account is that of the person themselves: nobody acts for themselves. Give the letter to whom it is meant for.
join-too-many = An account is the carer of { $count } persons at most. End one of these roles first.
join-already = This account acts for this person already.
join-full = This account has as many activities as it can have. Ask the administration to remove one.
welcome-acting = You can now open the record of the person for whom you act. Next time, log in with your login and your password.

## Who looked

access-why-delegation = acts for the person
access-open-acting = Name of the person shown
access-open-representatives = Legal representatives looked at
access-invited-delegate = Code given to who acts for the person
access-delegate = Access opened by who acts for the person
