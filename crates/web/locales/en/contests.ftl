### Messages of contested accesses: the person contests who looked, the privacy officer answers.

## Beside a visit

contest-this = Contest this access
contest-label = { $words }: { $who }, { $when }
contest-open-until = Contested on { $date }, answer due by { $due }
contest-answered-on = Contested, answered on { $date }
contest-answered-as = { $stands }: { $conclusion }
contest-late = late
contests-yours = Your contests

## The form

contest-title = Contest an access
contest-lead = The privacy officer looks into this access and answers you within a month. They see who came, when and which kinds of things were done, never what your record says.
contest-what = The access
contest-who = Who
contest-when = When
contest-through = Through
contest-words = What you want to say (optional)
contest-words-hint = { $most } letters at most. Only the privacy officer reads them, never who looked at your record.
contest-words-wrong = Write { $most } letters at most.
contest-send = Contest
contest-cancel = Do not contest
contest-too-many = { $count } contests wait for an answer already: await one of them.

## The case, for the person

contest-one = A contested access
contest-opened = Contested
contest-your-words = What you said
contest-waits = Answer due by { $due }.
contest-waits-more = You are told here as soon as it is given.
contest-late-since = The answer is late: it was due by { $due }.
contest-cnil = You can lodge a complaint with the CNIL.
contest-answer = The answer
contest-conclusion-justified = Access justified
contest-conclusion-not-justified = Access not justified
contest-conclusion-cannot-be-told = It cannot be told

## The privacy officer's desk

contests-waiting = { $count ->
    [0] No contest waits for an answer.
    [one] One contest waits for an answer.
   *[other] { $count } contests wait for an answer.
}
contests-waiting-heading = Contests, oldest first
contests-none = No contest waits for an answer.
contests-answered-heading = Latest answers
contests-answered-none = None was answered yet.
contest-due = answer due on { $date }
contest-due-law = Answer due by { $date } (GDPR, article 12).
contest-last-day = last day
contest-days-left = { $count ->
    [one] one day left
   *[other] { $count } days left
}
contest-days-late = { $count ->
    [one] one day late
   *[other] { $count } days late
}
contest-persons-words = What the person says
contest-no-words = They added nothing.
contest-emergency = This access was in an emergency: see the reason given
contest-deeds = What was done that day
contest-then = Was there a right to it that day?
contest-conclusion = What you conclude
contest-conclusion-wrong = Choose what you conclude.
contest-answer-words = Your answer to the person
contest-answer-hint = The person reads these words, with your name. Write nothing of health in them.
contest-answer-send = Answer
contest-own = This contest is about you: somebody else must answer it.
contest-done = This contest was answered already.
contest-erased = This record was erased since: nobody is left to answer.

## What people are told

refusal-contests = Only the person whose record it is contests an access.
notice-contest-answered = { $who } answered your contest of an access to your record
access-contested = Contested an access
access-answered-contest = Answered a contest
access-you-contested = contested an access
access-they-contested = contested an access
access-you-answered-contest = answered a contest
access-they-answered-contest = answered your contest
