### Messages of a minor's record in a secret connection.

secret-connection-begin = Secret connection
secret-connection-label = Secret connection running
secret-connection-banner = Secret connection.
secret-connection-banner-more = Only what is hidden from the legal representatives is shown; what you write is hidden from them. The rest of the record, allergies included, is not shown here.
secret-connection-end = Leave the secret connection
state-closed-secret = The rest is not shown in a secret connection.
allergies-closed-secret = Not shown in a secret connection
side-secret = You see what is hidden from the legal representatives, and nothing else.

## In the form of a note

note-lead-secret = It is signed with your name, kept by your organisation and hidden from the legal representatives. The person sees it.
note-secret-ended = The secret connection has ended: the note is not saved, for the legal representatives would see it. What you wrote is still here.
note-secret-again = Open the secret connection again from the record (new tab), then save again.

## Who looked

access-from-secret = { $from }, in a secret connection
access-opened-secretly = opened a secret connection
access-left-secrecy = left the secret connection

## Refusals

refusal-secret-connection = Only health professionals open a record in a secret connection.
refusal-in-secret-connection = In a secret connection you decide only about what is hidden from the legal representatives. Leave it for anything else.
secret-connection-of-age = This person is of age: there is no secret connection.
secret-connection-age-unknown = The whole date of birth is not known: complete the identity first.
secret-connection-many = Too many records are open in a secret connection: leave one first.
