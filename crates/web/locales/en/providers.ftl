### Log-in with an identity provider: to it and back, linking one's account.

providers-or = Another way to log in
provider-go = Log in with { $provider }
provider-confirm = Continue with { $provider }
providers-title = Log-in providers
providers-lead = Link your account to a service where you already prove who you are: you can then log in here with it.
providers-none = No provider is offered for your account.
providers-since = Linked { $at }
providers-not-linked = Your account is not linked to it.
providers-link = Continue
providers-link-of = Link my account to { $provider }
providers-link-effect = Show that it is you. You then go to { $provider }; when you are back, your account is linked.
providers-unlink = End the link
providers-unlink-of = End the link with { $provider }
providers-unlink-effect = You can no longer log in this way. Your other sessions end at once.
providers-only-way = This link is your only way in: choose a password first.

provider-leave-title = You are going to { $provider }
provider-leave-lead = If nothing happens, go on yourself.
provider-leave-go = Continue
provider-left-title = You are logged out of Hygie
provider-left-lead = Your session at { $provider } is still open. On a device that others use, end it too.
provider-left-go = Log out of { $provider }
provider-left-stay = Keep that session open

provider-told-title = You are not logged in
provider-told-title-link = Your account was not linked
provider-told-away = { $provider } does not answer, or not as it must. Try again in a moment, or log in another way.
provider-told-gave-up = You gave up at { $provider }. Nothing has changed here.
provider-told-refused = The answer of { $provider } could not be accepted. Begin again; if it happens again, tell your organisation’s administration.
provider-told-again = This answer belongs to no log-in that this browser has begun, or it comes too late. Begin again.
provider-told-weak = Your log-in at { $provider } is not as secure as is asked for here. Begin again with a safer means.
provider-told-claims = { $provider } did not tell what is needed to know who you are. Tell your organisation’s administration.
provider-told-no-activity = None of the activities that { $provider } knows of you can be used here.
provider-told-not-linked = This identity at { $provider } is not linked to an account here.
provider-told-not-theirs = This identity at { $provider } is not the one of this account.
provider-told-other-kind = { $provider } is not for this kind of account. Log in another way.
provider-told-linked-already = This identity at { $provider }, or this account, is linked already. End the other link first.
provider-told-too-many = Your account is linked to too many providers. End another link first.
provider-told-ended = Your session ended while you were at { $provider }. Log in, then begin again.
provider-how-title = What to do
provider-how-own = If you have an account here: log in another way, open “My account”, then “Log-in providers”, and link it to { $provider }.
provider-how-ask = If you have none, ask your organisation’s administration.
provider-other-way = Log in another way
provider-again = Begin again

activity-others = Other activities
