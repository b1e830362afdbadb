### Messages of second factors, activities and account administration.

nav-accounts = Accounts
nav-activity = Change activity

## The second step of a log-in

login-barred = This account is suspended or closed. Ask the administrators.
second-title = Second check
second-lead = The password is right. Now show that your phone is yours.
second-code = Code of the app, or recovery code
second-hint = Six digits that change every thirty seconds. A recovery code stands in for the app once.
second-go = Go on
second-wrong = This code does not count: it is wrong, was used before or has passed. Wait for the next one.
second-lost = Neither phone nor recovery codes? The administrators can take the app away from a professional’s account. For your own record, the desk gives you a new code.

## Enrolling an app

enrol-title = Add a code app
enrol-lead = A stolen password will no longer be enough: at each log-in your phone gives a code.
enrol-forced = Your role opens what concerns other people. So besides the password you need a code that only your phone knows.
enrol-step-app = Open a code app on your phone, for example Aegis, FreeOTP or the one you have already.
enrol-step-scan = Scan this square with it, or copy the key.
enrol-step-code = Type below the code that it shows.
enrol-qr = QR code for the app; the key written below says the same
enrol-secret = Key to copy
enrol-code = Code shown
enrol-go = Add the app
enrol-later = Later
enrol-back = Back to my account
enrol-wrong = This is not the code that the app shows at this moment. Check the time of the phone and try the next code.
codes-title = Your recovery codes
codes-once = Shown only once.
codes-advice = Print or copy them, and keep them away from your phone.
codes-use = Each code stands in for the app once. New codes void these.
codes-go = I have kept them, go on

## Activities

activity-title = On whose behalf?
activity-lead = You have several activities. What you see and what you write depends on this one; you can change it without logging in again.

## Account: second factor

account-second = Second check
account-second-on = A code app is asked for at each log-in.
account-second-off = Only the password protects this account.
account-second-add = Add a code app
account-codes-left =
    { $count ->
        [one] { $count } recovery code is left.
       *[other] { $count } recovery codes are left.
    }
account-codes-new = New recovery codes
account-codes-effect = Ten new codes, shown once. The old ones will no longer count.
account-forget = Take the app away
account-forget-another = All your sessions will be ended, and you will add another app at once: your role demands one.
account-forget-none = All your other sessions will be ended. After that only the password protects this account.

## Account administration

state-invited = invited
state-unconfirmed = to be confirmed
state-active = active
state-suspended = suspended
state-revoked = closed
accounts-title = Accounts
accounts-lead = Who can log in here, and to do what. Each act leaves a trace.
accounts-new = New account
accounts-new-lead = You will get a one-time password to hand to the person.
accounts-ask = Name, login or organisation
accounts-count =
    { $count ->
        [one] { $count } account
       *[other] { $count } accounts
    }
accounts-none = No account fits.
accounts-before = Previous ones
accounts-after = Next ones
accounts-name = Name as it is shown
accounts-make = Make the account
accounts-persons = The account of a person in care is bound to their record, which administrators do not see: they open it themselves, with a code that the desk gives them from the record.
accounts-organisation-hint = For roles that belong to no organisation this choice does not count.
accounts-role-wrong = Choose a role of the list.
accounts-taken = This login is taken. A closed account keeps its own.
accounts-password-title = One-time password
accounts-password-advice = Hand it to the person themselves. It works once, within seven days, to choose their own.
accounts-to-account = See the account
accounts-one-title = Account
accounts-state = State
accounts-second-yes = there is one
accounts-second-no = none
accounts-made = Made
accounts-activities = Activities
accounts-activity-add = Add an activity
accounts-activity-end = Take away
accounts-activity-end-of = Take away the activity { $role } { $organisation }
accounts-acts = What you can do
accounts-acts-lead = Every change of rights ends the account’s sessions at once.
accounts-rename = Change the name
accounts-password = Give a new one-time password
accounts-factors = Take the passkeys, the app and the recovery codes away
accounts-factors-effect = For who lost their passkeys, their phone and their codes. Make sure that it is the person who asks. Their password will be worth nothing: you will hand over the one-time password that is shown.
accounts-suspend = Suspend
accounts-resume = Resume
accounts-revoke = Close for good
accounts-revoke-effect = The account never comes back and its login stays taken. What the person wrote keeps their name.
accounts-revoke-sure = Close this account for ever
accounts-revoke-unsure = Tick the box to confirm: a closed account does not come back.
accounts-own = This is your account: another administrator changes its state and roles.
accounts-last = This is the last active administrator. Give the role to somebody else first.
accounts-same-activity = The account has this activity already.
accounts-last-activity = It is the account’s only activity: suspend or close the account instead.
accounts-many-activities = An account has at most twenty activities.
accounts-no-activity = This activity is no longer in the account.
accounts-step = This account is { $state }: that is not possible.
accounts-step-suspended = This account is { $state }: resume it first.
accounts-of-person = This account opens the record of a person, and nothing else. Who works here has an account apart.

## Before looking into records

law-title = Before you open a record
law-lead = To be read once, then from time to time.
law-name = Your searches and your looks into records are made in your name.
law-traced = Each is traced with your identity, the time and what you saw. The person can read who looked into their record.
law-right = You look only into the records of persons whom you care for, with their consent where it is asked for. Otherwise you may be prosecuted.
law-go = I understand, continue
