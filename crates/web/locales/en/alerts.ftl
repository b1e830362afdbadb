### Messages of alerts: accesses that nothing explains, for the privacy officer.

alerts-title = Alerts about accesses
alerts-lead = Each night the accesses of the day before are held against care links, names, addresses and everybody’s habits. An alert is no fault: it asks for an explanation.
alerts-waiting = { $count ->
    [0] No alert is open.
    [one] One alert is open.
   *[other] { $count } alerts are open.
}
alerts-see = See the alerts
alerts-watched = Last day that was examined: { $date }.
alerts-not-watched = No day was examined yet: the first one will be tonight.
alerts-not-whole = This day could not be examined whole: too many accesses, or traces that cannot be read. Ask the administrators for a check.
alerts-left-out = { $count ->
    [one] One alert found no room: close those that are open.
   *[other] { $count } alerts found no room: close those that are open.
}
alerts-open-heading = Open alerts, the newest first
alerts-none = No alert is open.
alerts-closed-heading = Closed alerts
alerts-closed-none = No alert was closed yet.
alerts-one = An alert
alerts-opened = Opened the record { $record }, { $at }
alerts-many = Opened many records, from { $at } on
alerts-facts = Why this alert
alerts-facts-more = Each fact may have a plain explanation. Ask for it before you conclude.
alerts-day = Who came that day, and by which rule
alerts-ending-justified = Justified
alerts-ending-followed-up = To be followed up
alerts-ending-wrong = Choose what you found.
alerts-words-hint = What was verified, and with whom. Nothing of anybody’s health.
alerts-close = Close the alert
alerts-own = This alert is about you: somebody else must look into it.
alerts-done = This alert was closed already.
alerts-fact-no-care = No care link with the person
alerts-fact-cared = The care link is known
alerts-fact-other-ward = The person is cared for here, but by another ward
alerts-fact-declared = The care link is known by their own declaration only
alerts-fact-emergency = Came in an emergency, without a care link
alerts-fact-ended = { $days ->
    [0] The care link had just ended
    [one] The care link had ended a day before
   *[other] The care link had ended { $days } days before
}
alerts-fact-returned = Record opened on { $days } different days of thirty, without a care link
alerts-fact-family = The same family name as the person’s
alerts-fact-names = The same family and given name as the person’s
alerts-fact-colleague-ward = The person bears the names of a colleague of the same ward
alerts-fact-colleague-house = The person bears the names of a colleague of the same organisation
alerts-fact-household = Somebody of their name lives at the person’s address
alerts-fact-street = Somebody of their name lives in the person’s street
alerts-fact-town = Somebody of their name lives in the person’s town
alerts-fact-night = Came at night and was not on duty, { $at }
alerts-fact-well-known = Record marked as a well-known person’s
alerts-fact-browsed = { $count } records opened that day without a care link
alerts-fact-volume = { $count } records opened that day
alerts-bearers = { $count ->
    [one] borne by one person here
   *[other] borne by { $count } persons here
}
alerts-bearers-many = borne by { $count } persons here or more
alerts-usual = usually { $count }
alerts-usual-peers = { $count } for others in the same role
access-alert = Looked into an alert about an access

## Looking for traces

traces-title = Look for traces
traces-lead = Fill in one field or several: who came, to which record, when and from where. Never what a record holds. Each search leaves a trace.
traces-actor = Professional
traces-actor-hint = Their name, or the name by which they log in.
traces-actor-none = Nobody here is called that, or too many are: add a given name, or write the name by which they log in.
traces-organisation = Organisation
traces-from = From
traces-until = Until
traces-go = Look
traces-nothing = Fill in one field at least.
traces-too-long = That is too long.
traces-day-wrong = There is no such day.
traces-day-before = The end is before the beginning.
traces-found = Traces, the newest first
traces-none = No traces.
traces-not-whole = Only the newest traces were looked at: choose a shorter period for the others.
traces-rights = Changed or looked at who may see the record, or who saw it
access-traces-sought = Looked for traces of the record
