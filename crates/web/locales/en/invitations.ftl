### Messages of invitations of persons, and of their first log-in.

## At the desk

side-invitations = The person’s access
invite-heading = Give the person access
invite-lead =
    { $days ->
        [one] Check the identity, then hand over a letter with a code. It works once, for one day.
       *[other] Check the identity, then hand over a letter with a code. It works once, for { $days } days.
    }
invite-check-heading = Identity checked
invite-document = Document shown
document-identity-card = National identity card
document-passport = Passport
document-residence-permit = Residence permit
document-family-booklet = Family record book or birth certificate, with a carte Vitale that has a photograph
document-other = Another document
invite-words = Another document: which one?
invite-words-hint = In a few words, without a number. Not needed for the other documents.
invite-checked = I checked this document myself, it is the person’s own, and the code will be handed or sent to nobody else.
invite-letter = Language of the letter
invite-give = Prepare the letter
invite-given = Codes given
invite-none = No code has been given yet.
invite-line = by { $by }, { $at } · document: { $document }
invite-line-again = access lost
invite-until = valid until { $until }
invite-withdraw = Withdraw this code
invitation-pending = Pending
invitation-used = Used
invitation-expired = Expired
invitation-withdrawn = Withdrawn
invitation-replaced = Replaced by a newer one
invite-has-heading = There is an access
invite-has-account = This person has access to their record already. There is nothing more to hand over.
invite-lost = They lost their access
invite-lost-effect = Check their identity again. With this code they choose another password; their second check is taken away and all their sessions end. Their login stays the same.
invite-document-wrong = Choose the document that was shown.
invite-words-wrong = Say in 100 characters at most which other document was shown.
invite-checked-wrong = Tick the box: without a checked identity no code is given.
invite-no-identity = Another organisation keeps the identity of this person: it is for them to invite the person.
invite-nameless = The name of the person is not recorded. Complete their identity first.
invite-age-unknown = The date of birth is missing, or does not show that the person is of age. Complete their identity first.
invite-minor = This person is under 18. Their record is opened with their legal representatives, on the page “Legal representatives”; no code is given to the child.
invite-deceased = This person died: nobody is invited to their record.
invite-suspended = The access of this person is suspended. Ask the administrators.
invite-professional = This person works here with the same account. Ask the administrators to restore it.
invite-ended = This code is no longer pending: it was used, withdrawn or replaced, or has expired.

## The letter

letter-title = Letter with the code
letter-advice = Print this page, then hand it to the person or send it by post. The code is never shown again; a new code ends this one.
letter-back = Done, back to the access
letter-heading = Your access to your health record
letter-heading-again = Your new access to your health record
letter-lead = You can read your record on the Internet, and see who looked at it.
letter-lead-again = You asked to get back into your record on the Internet.
letter-step-site = With a computer or a telephone, go to the address:
letter-step-code = Copy your code:
letter-code = Code of activation
letter-code-hint = Capitals or small letters, with or without the dashes: as you like.
letter-step-choose = Choose a login and a password.
letter-step-choose-again = Choose a new password. Your login does not change.
letter-until = This code works once, until { $until }.
letter-lost = Too late, or the letter is lost? Ask the desk for a new code: the old one will be worth nothing.
letter-secret = This code is for you alone: give it to nobody. We never ask for it, neither by telephone nor by message.

## The first log-in

login-activate = I have a code of activation
login-activate-lost = Lost the access to your record? The desk gives you a new code when you show an identity document.
activate-title = First log-in
activate-lead = You received a letter with a code. Copy it here.
activate-code = Code of activation
activate-code-hint = Sixteen letters and digits. Capitals or small letters, with or without the dashes.
activate-go = Continue
activate-none = No code? The desk of your organisation gives you one when you show an identity document.
activate-log-in = I have a login and a password already
activate-mistyped = This code is miscopied: a character is missing, wrong or misplaced. Compare it with the letter.
activate-unknown = This code cannot be used. Ask the desk that gave it to you for a new one.
activate-choose-title = Your login and your password
activate-choose-lead = The code is right. Choose what you will type at each log-in.
activate-again-lead = The code is right. Choose a new password; your other sessions will end.
activate-login-hint = For example first.last. Letters, digits and the signs . _ - + @
activate-login-stays = This is your login of before. It does not change.
activate-taken = This login is taken. Choose another one, for example with a digit added.
activate-finish = Open my access
welcome-title = Your access is open
welcome-lead = You can now read your record and see who looked at it. Next time, log in with your login and your password.
welcome-protect = Protect your access even better
welcome-protect-why = A password can be guessed or stolen. With a second check, it is not enough.
welcome-protect-later = You can also add it later, under “My account”.
welcome-go = Go to my record

## Who looked

access-open-invitations = The person’s access looked at
access-invited = Code of access given to the person, identity checked
access-withdrew = Code of access withdrawn
access-activated = Access opened with the code given
access-restored = Access regained with a new code
access-you-way-in = opened your access
access-they-way-in = took care of your access

## Account administration

refusal-no-invitations = Your role invites nobody into a record.
accounts-kinds = Which accounts
accounts-kind-all = All
accounts-kind-workers = Professionals and administration
accounts-kind-persons = Persons in care
accounts-last-log-in = Last log-in
accounts-never = never
accounts-desk-resets = This account opens the record of a person. If they lost their access, the desk checks their identity and gives them a new code.
