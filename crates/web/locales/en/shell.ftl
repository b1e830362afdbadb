### Messages of the shell: head, foot, log-in, account, finding a person, errors.

## Head and foot

skip-to-content = Skip to content
demo-label = Demonstration
demo-banner = Fictional data: none of these people exist.
find-label = Find a person
find-short = Name, date of birth, identifier
find-go = Search
nav-account = Account
nav-my-account = My account
nav-log-out = Log out
language = Language
theme = Colours
theme-auto = As the device
theme-light = Light
theme-dark = Dark
close = Close
help = Help
help-title = By keyboard
help-find = find a person
help-move = next row, previous row of a list
help-open = open the row
help-this = show or hide this help
help-close = close, leave a field
key-enter = Enter
key-escape = Esc
printed = printed { $at } by { $name }

role-physician = physician
role-nurse = nurse
role-midwife = midwife
role-pharmacist = pharmacist
role-dentist = dentist
role-secretary = secretary
role-administrator = administrator
role-privacy-officer = privacy officer
role-security-officer = security officer
role-person = your record
role-delegate = acts for a person
role-system = software

## Ages, sex, death

age-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
age-months =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
age-years =
    { $count ->
        [one] { $count } year
       *[other] { $count } years
    }
death = known to have died
death-on = died { $date }

## Log-in

login-title = Log in
login-lead = Each opening of a record leaves a trace that the person can read.
login-name = Login
login-password = Password
login-go = Log in
login-forgotten = Password lost? The administrators of your organisation can give you a new one, good for one log-in.
login-wrong = The login or the password is wrong.
login-expired = This one-time password has expired. Ask the administrators for another one.
login-wait =
    { $seconds ->
        [one] Too many attempts. Wait { $seconds } second, then try again.
       *[other] Too many attempts. Wait { $seconds } seconds, then try again.
    }
login-busy = Many people are logging in right now. Try again in a moment.
login-ended = Your session has ended. Log in to go on.
login-ended-kept = Your session has ended and nothing was sent. What you wrote is kept in this page: log in and you will find it again.

draft-title = Check, then send
draft-not-sent = Nothing has been sent yet.
draft-advice = Your session had changed. Here is what you had written; it will be sent under your name.
draft-text = Your text
draft-send = Send now
draft-drop = Discard
draft-nothing = Your session had changed. Go back to the page and start again: it is up to date.
draft-back = Back to the page

## Password

password-title = Choose a password
password-forced = The one you were given works only once. Choose your own to go on.
password-one-time = One-time password
password-old = Current password
password-new = New password
password-again = The same once more
password-hint = At least { $least } characters. A few words that do not belong together are easy to keep in mind and hard to guess.
password-go = Save
password-effect = Your other sessions will be closed. A password manager may fill in these fields.
password-differs = The two new passwords are not the same.
password-old-wrong = The current password is wrong.
password-short = Too short: it takes at least { $least } characters.
password-long = Too long: shorten it.
password-unprintable = It contains a character that no keyboard types. Remove it.
password-guessable = Too easy to guess: avoid names, dates and sequences. Try a few words that do not belong together.
password-breached = This password is on a list of stolen passwords. Choose another one.
password-unchanged = This is the current password. Choose another one.
password-former = This is the one of before. Choose one that you have not used here yet.

## First start

setup-title = First start
setup-lead = Make the account of the first person who administers this server.
setup-token = Set-up token
setup-token-hint = Shown by the program when it started. It works once.
setup-name = Your name
setup-login-hint = Letters, digits and . _ - + @
setup-go = Make the account
setup-after = Administrators make the accounts of the others and see no health data.
setup-token-wrong = This token is not valid. Restarting the program gives a new one and cancels the old one.
setup-login-wrong = This login will not do: letters, digits and . _ - + @, at most 64 characters.
setup-name-wrong = This name will not do: it is empty, too long or contains invisible characters.
unclaimed-title = This server is waiting for its first administrator
unclaimed-lead = No account exists yet. As long as there is none, no other page answers.
unclaimed-how = What to do
unclaimed-step-token = Read the set-up token that the program showed when it started.
unclaimed-step-form = Give it on the set-up page, with your name and a password.
unclaimed-step-accounts = Log in, then make the accounts of the others.
unclaimed-go = Set up
unclaimed-command = Or by the command line, also while the server runs. The first account should be an administrator’s.

## Home

home-admin-title = Administration
home-admin-lead = Accounts are managed here; tokens and checks at the command line, on the server’s machine.
home-admin-nothing = You see no health data.
home-admin-why = Neither records, nor the search for persons, nor the traces of access are open to you. That is intended.
home-admin-commands = At the command line
home-admin-create = Make an account. The password shown works once. Other roles: nurse, midwife, pharmacist, dentist, secretary, administrator, privacy-officer, security-officer, person.
home-admin-renew = Give a new password to somebody who lost theirs. It works once.
home-admin-token = Give a token to a program, for the FHIR interface.
home-admin-doctor = Check that everything stored is intact.
home-admin-traced = Each of these commands leaves a trace.
home-officer-title = Watching over the house
home-officer-lead = Your role protects people’s rights and the security of their data.
home-no-record-title = No record is linked to your account
home-no-record-advice = Your account works, but it is not yet linked to your record. Ask the organisation that looks after you.

## Account

account-title = My account
account-who = Who you are here
account-name = Name
account-role = Role
account-organisation = Organisation
account-change-password = Change password
account-sessions = Open sessions
account-sessions-count =
    { $count ->
        [one] { $count } session
       *[other] { $count } sessions
    }
account-sessions-lead = A session you do not recognise? Close it and change your password.
account-session-begun = Opened { $at }
account-session-last = used { $at }
account-session-this = this one
account-session-end = Close
account-session-end-of = Close the session opened { $at }
account-end-all = Log out everywhere
account-display = Display
account-keys = Single keys
account-keys-lead = A single key (/, ?, j, k) acts outside of fields. Switch them off if dictation or a gesture sets them off.
account-keys-on = On
account-keys-off = Off

## Finding a person

people-title = Find a person
people-ask = Name, date of birth or identifier
people-hint = In any order. Accents, capitals and one wrong letter are forgiven.
people-forgives = What is understood
people-forgives-order = family and given name, either way round
people-forgives-accents = without accents or capitals
people-forgives-letter = one letter wrong, missing or swapped
people-forgives-sound = written as it sounds
people-forgives-birth = date of birth, alone or with a name
people-forgives-identifier = identity or record number
people-traced = Everyone shown in a list finds the trace of it in their record.
people-traced-these = This search leaves a trace in the record of everyone shown.
people-count =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
people-order = most alike first
people-more = More people match.
people-nobody = Nobody matches
people-nobody-advice = Check the date of birth, try one name alone, the name at birth or an identifier. The person may have no record here.
people-short-advice = At least three letters of a name are needed, or a date of birth, or a whole identifier.
people-record-number = record no.
people-too-many = Too many people match
people-too-many-advice = Add a given name or a date of birth.
people-too-little = That is too little to search for
people-too-little-advice = Type a name, a date of birth or an identifier.
people-too-long = That is too long
people-no-name = No name known
people-born = { $date }
people-born-age = { $date } ({ $age })
people-birth-unknown = birth not recorded
people-maiden = name at birth
people-alike = do not confuse
found-exact = matches
found-begins = begins like this
found-one-letter = one letter differs
found-sounds = sounds alike
found-birth-date = date of birth

## Errors

fault-home = Back to the start
fault-report = To quote if you ask about it:

fault-invalid-json = This data cannot be read
fault-invalid-json-advice = What was sent is not valid JSON.
fault-invalid-resource = This resource is not valid
fault-invalid-resource-advice = It does not follow the structure of FHIR R4. Nothing was recorded.
fault-business-rule = A rule of the record forbids this
fault-business-rule-advice = Nothing was recorded. Go back and mend what is pointed out.
fault-unknown-reference = A reference leads nowhere
fault-unknown-reference-advice = What it names does not exist. Nothing was recorded.
fault-not-found = There is nothing at this address
fault-not-found-advice = The address is wrong, or what it points to is not open to you. Start again from the first page.
fault-gone = This was deleted
fault-gone-advice = The entry is no longer in force. Its history stays readable in the record.
fault-log-in = Log in first
fault-log-in-advice = This page needs an open session.
fault-forbidden = You may not do this
fault-rule-advice = Who takes care of the person, and what the person wants, decide here.
fault-forbidden-advice = Your role does not allow it. The administrators of your organisation can change your role.
fault-precondition-failed = This changed in the meantime
fault-precondition-failed-advice = Reload the page to see how things stand, then start again.
fault-not-supported = This server does not do that
fault-not-supported-advice = What was asked for does not exist here.
fault-method-not-allowed = This address is not used that way
fault-method-not-allowed-advice = Start again from the first page and follow the links.
fault-media-type = This format is not understood
fault-media-type-advice = Send the form from its own page.
fault-throttled = Too many attempts
fault-throttled-advice = Wait a moment, then try again.
fault-conflict = Someone else changed it first
fault-conflict-advice = Reload the page to see their version, then redo yours if it is still of use.
fault-too-large = This is too large
fault-too-large-advice = Shorten what you send. Nothing was recorded.
fault-corrupt = What is stored does not verify
fault-corrupt-advice = Nothing is shown rather than something false. Tell the administrators, with the number below.
fault-folder = The data folder cannot be used
fault-folder-advice = Tell the administrators, with the number below.
fault-patch-failed = This change cannot be made
fault-patch-failed-advice = What it should change is not there or says something else. Read again, then decide.
fault-too-slow = This takes too long
fault-too-slow-advice = Ask for less: name a person, a shorter period or fewer things at once.
fault-unavailable = The service does not answer right now
fault-unavailable-advice = Try again in a moment. If it lasts, tell the administrators, with the number below.
fault-usage = The request is malformed
fault-usage-advice = A field is missing, repeated or cannot be read. Go back and start again.

refusal-administrator = Administrators run the house and see no health data.
refusal-officer = Privacy and security officers watch over the house and see no health data.
refusal-no-organisation = Your account belongs to no organisation: ask the administrators.
refusal-finds-nobody = Your role does not search for persons.
refusal-proofs = Only the person whose record it is takes the traces away with their proofs.
refusal-no-traces = Your role does not read who looked.
refusal-machines = Only the token of a program may do this.
refusal-too-many-persons = Within an hour you opened the records of more persons than your role may. Go on with those, wait, or ask an administrator to raise the cap.
refusal-accounts = Only administrators see and change accounts.
refusal-privacy-officer = Only the privacy officer asks why a record could be seen.
refusal-apps = An app reaches the record that it was started for, and nothing beside it.
refusal-apps-name = An app reads who looked, and who may see the record, when that is among what it was allowed.
