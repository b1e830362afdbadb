### Messages of the review of habilitations, for the privacy officer.

habilitations-title = Review of habilitations
habilitations-lead = Who has which account, to do what: at least once a year each habilitation is kept, or the administrators are asked to withdraw it. Nothing of what a record holds is shown.
habilitations-go = Go to the review
habilitations-never = There was no review yet: one is due at least once a year.
habilitations-again = The last review is more than a year ago ({ $date }): another one is due.
habilitations-done = The last review was closed on { $date }.
habilitations-running = A review is open: { $clock }.

## Opening one

habilitations-new = New review
habilitations-new-lead = It is about the accounts that are not closed and their activities, as they are at each moment: what is added comes in, what ends goes out. Accounts of persons and of those who act for them are no part of it.
habilitations-due-label = To be done by
habilitations-due-hint = Between tomorrow and { $days } days.
habilitations-new-go = Open a review

## The one that is open

habilitations-open-heading = The review that is open
habilitations-due = To be done by { $date }.
habilitations-opened = Opened by { $by }, { $at }
habilitations-progress-unanswered = Without an answer
habilitations-progress-own = Your own, for somebody else to review
habilitations-progress-to-end = Withdrawals asked for, not done yet
habilitations-progress-withdrawn = Withdrawals done
habilitations-progress-kept = Kept
habilitations-close = Close the review
habilitations-close-own = Your own habilitations have no answer: the report will say so.
habilitations-close-later = The review is closed once everything has an answer and the withdrawals asked for are done.
habilitations-ways = Which habilitations to show
habilitations-show-unanswered = Without an answer ({ $count })
habilitations-show-to-end = Withdrawal asked for ({ $count })
habilitations-show-kept = Kept ({ $count })
habilitations-show-all = All ({ $count })
habilitations-organisations = Choose an organisation
habilitations-every-organisation = Every organisation
habilitations-organisation-left = { $count ->
    [0] { $name }, all answered
   *[other] { $name }, { $count } without an answer
}
habilitations-no-organisation = Without an organisation
habilitations-none = No habilitation of this choice.
habilitations-since = Since { $date }
habilitations-made = Account made on { $date }
habilitations-last = Last log-in: { $at }
habilitations-sign-new = New since the opening
habilitations-sign-never = Never used
habilitations-sign-unused = { $days ->
    [one] Not used for a day
   *[other] Not used for { $days } days
}
habilitations-sign-roles = { $count } roles in this account
habilitations-sign-no-organisation = Acts for no organisation
habilitations-sign-closed-ward = Assigned to a closed ward
habilitations-own = Your own: somebody else must review it
habilitations-kept = Kept
habilitations-to-end = Withdrawal asked for, not done yet
habilitations-every = All of this organisation on this page
habilitations-keep = Keep
habilitations-reason = Why it is to be withdrawn
habilitations-reason-hint = { $least } to { $most } characters, for the administrator who withdraws it.
habilitations-withdraw = Ask for the withdrawal
habilitations-before = Previous
habilitations-after = Next

## What cannot be

habilitations-wrong-due = Choose a day between tomorrow and { $days } days.
habilitations-wrong-open = A review is open already.
habilitations-wrong-closed = No review is open.
habilitations-wrong-nothing = Tick a habilitation at least.
habilitations-wrong-many = Tick { $count } habilitations at most.
habilitations-wrong-reason = Write why in { $least } to { $most } characters.
habilitations-wrong-gone = One of these habilitations ended meanwhile. Nothing was kept: read the list again.
habilitations-wrong-answered = One of these habilitations was answered meanwhile. Nothing was kept: read the list again.
habilitations-wrong-own = It is your own: somebody else must review it.
habilitations-wrong-unanswered = Some habilitations have no answer yet.
habilitations-wrong-not-carried-out = A withdrawal that was asked for is not done yet.
refusal-habilitations = Only the privacy officer reviews habilitations.

## Closed ones

habilitations-closed-heading = Closed reviews
habilitations-closed-none = No review was closed yet.
habilitations-one = Review { $number }, opened on { $date }
habilitations-count-kept = { $count ->
    [0] none kept
    [one] one kept
   *[other] { $count } kept
}
habilitations-count-withdrawn = { $count ->
    [0] none withdrawn
    [one] one withdrawn
   *[other] { $count } withdrawn
}
habilitations-count-own = { $count ->
    [one] one without an answer
   *[other] { $count } without an answer
}
habilitations-closed-by = Closed by { $by }, { $at }
habilitations-report = Report (CSV)
habilitations-csv-review = Review
habilitations-csv-organisation = Organisation
habilitations-csv-name = Name
habilitations-csv-login = Login
habilitations-csv-role = Role
habilitations-csv-since = Since
habilitations-csv-last = Last log-in
habilitations-csv-answer = Answer
habilitations-csv-reason = Reason
habilitations-csv-by = By
habilitations-csv-at = At
habilitations-csv-closed = Review closed at
habilitations-csv-kept = Kept
habilitations-csv-withdrawn = Withdrawn
habilitations-csv-own = No answer: of who closed the review

## For administrators

withdrawals-title = Withdrawals asked for
withdrawals-waiting = { $count ->
    [one] The privacy officer asks for the withdrawal of a habilitation.
   *[other] The privacy officer asks for the withdrawal of { $count } habilitations.
}
withdrawals-how = On the page of the account, take the activity away; if it is the only one of the account, close the account.
withdrawals-why = Withdrawal asked for: { $reason }
