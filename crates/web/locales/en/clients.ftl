### Apps and machines of others, for administrators.

nav-clients = Apps and machines
clients-title = Apps and machines
clients-lead = Programs of others that ask for access. Nothing registers itself: each one is registered here, with what it may ask for at most.
clients-new = Register an app
clients-new-lead = The program receives an identifier; what a person opens to it, that person decides. A machine, which reads without anybody, is registered by the command line.
clients-ask = Name, identifier or kind
clients-state = State
clients-state-all = All
clients-count =
    { $count ->
        [0] None of { $all }
        [one] { $count } of { $all }
       *[other] { $count } of { $all }
    }
clients-none = No app and no machine answers.
clients-too-many = At most { $most } apps and machines can be registered: end one first.

client-title = An app or a machine
client-back = Back, without changing anything
client-active = Active
client-suspended = Suspended
client-kind = Kind
client-kind-public = App in a browser, without a key
client-kind-confidential = App on a server, with a key
client-kind-backend = Machine, without people
client-id = Identifier (client_id)
client-name = Name
client-name-hint = As people will read it before they decide.
client-scopes = What it may ask for at most (scopes)
client-scopes-hint = Divided by blanks, for example:
client-redirects = Addresses to return to
client-redirects-hint = For apps, one a line, to the letter: https, or http on the same machine.
client-origins = Origins of its pages
client-origins-hint = For apps whose pages call this server, one a line: https://host[:port], without a path.
client-launch = Address at which it starts from a record
client-launch-hint = For apps that professionals open from a record; otherwise leave it empty.
client-keys = Public keys
client-keys-hint = For apps on a server and for machines: the keys themselves, or the address where they are published. Never a private key.
client-keys-value = Given as a set
client-jwks = Set of keys (JWKS)
client-jwks-url = Address of the set of keys
client-authorities = Certificates of the authorities that vouch for that address (PEM)
client-authorities-hint = Only with an https address. This server believes these authorities and no others.
client-none = none
client-made = Registered
client-register = Register
client-change = Change
client-change-lead = The kind and the identifier stay. What was allowed already counts from now on only as far as the new list goes.
client-change-go = Save
client-usage = Who uses it
client-consents = Consents
client-consents-count =
    { $count ->
        [0] no person allows it anything now
        [one] { $count } consent holds now
       *[other] { $count } consents hold now
    }
client-last = Last token
client-never = none so far
client-acts = Stop it
client-acts-lead = Both take effect at once, on every token that it holds.
client-suspend = Suspend
client-resume = Resume
client-end = End for good
client-end-effect = Its identifier, its tokens and every consent to it end. To use it again it must be registered anew, and people asked anew.
client-end-sure = Yes, end it for good
client-end-unsure = Nothing was ended: tick the box to confirm.

client-flaws =
    { $count ->
        [one] One thing is wrong. Nothing you typed is lost.
       *[other] { $count } things are wrong. Nothing you typed is lost.
    }
client-wrong-name = Between 1 and { $most } characters, without invisible ones.
client-wrong-kind = Choose one of the three kinds; it does not change later.
client-wrong-scopes-long = At most { $count } scopes and { $bytes } bytes.
client-wrong-scope-form = Scope { $place } cannot be read: write for example patient/Observation.rs, with patient, user or system, a type or *, and letters of cruds in that order.
client-wrong-scope-finer = Scope { $place } is narrowed in a way that is not supported: only a category narrows, and only rs, as in patient/Observation.rs?category=SYSTEM|CODE.
client-wrong-scope-type = Scope { $place } names no FHIR R4 type.
client-wrong-scope-unknown = Scope { $place } is not known here.
client-wrong-no-scope = At least one scope.
client-wrong-scopes-of-app = A machine has scopes that begin with system/ and no others: nobody launches it.
client-wrong-scopes-of-machine = Scopes that begin with system/ are for machines: an app acts for its user.
client-wrong-many = At most { $most }.
client-wrong-machine = A machine has none: leave this empty.
client-wrong-no-redirect = An app needs at least one address to return to.
client-wrong-address = Write https://host[:port]/path, or http://localhost:port/path on the same machine; small letters in the host, no user, no #, at most { $most } bytes.
client-wrong-origin = An origin is https://host[:port] alone, without a path and without the usual port.
client-wrong-two-keys = Give the keys or their address, not both.
client-wrong-no-keys = This kind of program proves who it is: give its public keys or their address.
client-wrong-public-keys = An app in a browser has no keys: leave these fields empty, or choose another kind.
client-wrong-key-set = This set of keys cannot be used: { $why }.
client-wrong-authorities = With an https address, paste the certificates (PEM) of the authorities that vouch for it.

## A professional chooses whose record an app receives

app-choose-title = Whose record?
app-choose-lead = { $app } asks for a record. Choose the person: it will receive that record and no other, once you have allowed it.
app-choose-none = None: back to the app

## Categories that an app asks for

app-part = { $what } (only: { $category })
category-social-history = way of life
category-vital-signs = vital signs
category-imaging = imaging
category-laboratory = laboratory
category-procedure = procedures
category-survey = questionnaires
category-exam = examination
category-therapy = therapy
category-activity = physical activity
category-problem-list-item = list of problems
category-encounter-diagnosis = diagnoses of a visit
category-health-concern = concerns about health
