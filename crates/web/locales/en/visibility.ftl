### Messages of what waits to be announced, and of what a minor keeps secret.

## To health professionals

announce-waits = This person does not see this entry yet: it waits to be announced to them.
announce-when = They will be told, without detail, on { $notice }, and will see it on { $shown }.
announce-noticed = They have been told, without detail, since { $notice }, and will see it on { $shown }.
announce-button = I have announced it to this person
announce-said = Announced to this person on { $date } by { $name }.
announce-lapsed = This person has seen it since { $date }, with no announcement recorded.
announce-mark = not announced yet

## In the form of a note

note-announce = To be announced to the person first
note-announce-hint = They do not see the note until you have announced it, for a month at most. After two weeks they are invited to make an appointment.

## To the person

waits-notice = A professional would like to talk to you about something in your record. Make an appointment with one of them.

## What is hidden from who acts by law

secret-heading = Parents and legal representatives
secret-person-effect = Those who act for you no longer see what you keep secret, nor what is part of it. The professionals who care for you still see it.
secret-person-minor = Keep it secret from my parents
secret-person-other = Keep it secret from my representatives
secret-work-effect = Their legal representatives and carers no longer see this entry, nor what is part of it. The person and the professionals still see it.
secret-work-minor = Hide from the legal representatives, at the minor’s request
secret-work-other = Hide from the legal representatives, at the person’s request
secret-with-another = Hidden from the legal representatives, by its author or with another entry.
secret-since = You have kept it secret since { $date }.
secret-since-by = Hidden from the legal representatives since { $date }, by { $name }.
secret-since-theirs = The person hid it from their legal representatives themselves on { $date }: only they can show it to them again.
secret-show = Show it to them again
secret-show-of = Show it to them again: { $name }
secrets-heading = What you keep secret
secrets-none = You keep nothing secret.
secrets-how = To keep an entry of your record secret, open its page.

## Who looked

access-announced = announced something to the person
access-secret = chose what is hidden from the legal representatives

## Refusals

refusal-announces = Only health professionals record that something was announced.
refusal-hides = Only the person and health professionals hide an entry from the legal representatives.
