### Messages of the page on which a person says who sees their record.

side-sharing = Who sees my record
side-can-see = Who can see
sharing-lead = You decide. Each choice counts at once, and you can change it whenever you like.
sharing-go = Choose who sees my record
sharing-since = since { $date }
sharing-since-until = from { $since } to { $until }

## The shared part

sharing-shared-heading = The shared record
sharing-open = Your shared record is open.
sharing-open-since = Your shared record has been open since { $date }.
sharing-open-means = With your agreement, those who take care of you can read there what others wrote.
sharing-opposed = Your shared record is closed.
sharing-opposed-since = Your shared record has been closed since { $date }, as you asked.
sharing-opposed-means = Everybody reads only what their own organisation wrote. You still see everything.
sharing-closed = Your shared record is ended.
sharing-closed-since = Your shared record ended on { $date }.
sharing-closed-means = Nobody reads there what others wrote. You still see everything.
sharing-oppose = Oppose the sharing
sharing-oppose-effect = If you oppose, professionals no longer see what others wrote. Those who take care of you keep what they wrote themselves, and you still see everything.
sharing-open-again = Open the sharing again
sharing-open-effect = If you open it again, those who take care of you can read again what others wrote, with your agreement.
sharing-close-heading = End my shared record
sharing-close-effect = Those who take care of you keep their own organisation’s file; nothing is shared any more; the law has it kept for ten years. You still see everything, and you can open it again.
sharing-close-why = Why
sharing-close-request = I want no shared record any more
sharing-close-duplicate = I have another record
sharing-close = End the shared record
sharing-close-wrong = Say why: choose one of the reasons.
sharing-closed-for-request = As you asked; entered by { $by }.
sharing-closed-for-duplicate = Because there is another record; entered by { $by }.
sharing-closed-for-death = Because of a death; entered by { $by }. If that is a mistake, open it again.
sharing-wrong-closed = Your shared record has ended already.

## Who takes care

sharing-care-heading = Who takes care of you
sharing-care-none = Nobody is registered as taking care of you.
sharing-care-effect = They read what their organisation wrote. If you refuse, they no longer read what others wrote.
sharing-care-ended =
    { $count ->
        [one] One that ended
       *[other] { $count } that ended
    }
sharing-registered = registered by the organisation
sharing-attested = registered by the professional, who attests that you agreed
sharing-agreed = You agreed on { $date }.
sharing-agreed-until = You agreed on { $date }, until { $until }.
sharing-refused = You refused on { $date }.
sharing-refused-until = You refused on { $date }, until { $until }.
sharing-refused-mark = refused
sharing-informed = You were informed of the sharing on { $date } and did not refuse it.
sharing-nothing = You have said nothing yet.
sharing-agree = Agree
sharing-agree-of = Agree: { $name }
sharing-refuse = Refuse
sharing-refuse-of = Refuse: { $name }
sharing-forget = Take this choice back
sharing-forget-of = Take this choice back: { $name }
sharing-forget-effect = If you take a choice back, it is as if you had said nothing.

## Blocked professionals

sharing-blocked-heading = Blocked professionals
sharing-blocked-effect = A blocked professional sees nothing of what others wrote, not even in an emergency. They can still add a document, and keep what their organisation wrote.
sharing-blocked-none = You have blocked nobody.
sharing-blocked-mark = blocked
sharing-unblock = Unblock
sharing-unblock-of = Unblock: { $name }
sharing-block-whom = Block a professional
sharing-block = Block
sharing-block-of = Block: { $name }
sharing-known-lead = These are the health professionals who came to your record or take care of you.
sharing-known-none = No health professional has come to your record yet.

## Emergencies

sharing-emergencies-heading = In an emergency
sharing-emergencies-effect = These choices count if your life is in danger and you cannot answer. You always see afterwards who came.
sharing-emergency-access = A health professional may open my record in an emergency.
sharing-emergency-regulation = The emergency call centre (15, SAMU) may open my record when it is called for me.
sharing-emergency-masked = In an emergency, what I masked may be seen too.
sharing-emergencies-save = Save my choices

## Médecin traitant

sharing-treating-heading = Your own doctor (médecin traitant)
sharing-treating-effect = Your own doctor also sees what you mask, and who came to your record.
sharing-treating-none = You have named no doctor of your own.
sharing-treating-label = My own doctor
sharing-treating-nobody = None
sharing-treating-save = Save
sharing-physicians-none = No doctor has come to your record yet: you can choose one afterwards.

## Masked entries

sharing-masked-heading = What you masked
sharing-masked-effect = Professionals elsewhere do not see what you mask, nor what belongs to it. Its author, the team that wrote it and your own doctor (médecin traitant) still see it.
sharing-masked-none = You have masked nothing.
sharing-masked-how = To mask something of your record, open its page.
sharing-mask = Mask to professionals
sharing-unmask = Show again
sharing-unmask-of = Show again: { $name }
sharing-entry-heading = Who sees this
sharing-entry-masked = You masked it on { $date }.

## See as

sharing-as-heading = See as a professional
sharing-as-effect = Look at your record with somebody else’s eyes: the page shows what they would see now.
sharing-as = See as
sharing-as-of = See as: { $name }
sharing-as-title = Your record, as a professional sees it
sharing-as-banner = You look as
sharing-as-banner-more = This is what this person would see now, outside an emergency; only you see this page.
sharing-sees =
    { $total ->
        [one] Of the one entry of your record, they see { $seen }.
       *[other] Of { $total } entries of your record, they see { $seen }.
    }
sharing-sees-none =
    { $total ->
        [one] They see nothing of the one entry of your record.
       *[other] They see nothing of the { $total } entries of your record.
    }
sharing-sees-identity = They also see who you are: name, birth, contact details.

## What the trace tells

access-open-sharing = Opened “Who sees my record”
access-open-see-as = Looked at the record as a professional would see it

## What cannot be

sharing-wrong-choice = Choose one of the buttons of the page.
sharing-wrong-unknown = Choose from the list of the page: this name or entry is not on it.
sharing-wrong-ended = The end must be after now: choose a later day.
sharing-wrong-too-long = That is too long: choose an earlier day.
sharing-wrong-refused = You had refused: only you can agree again.
sharing-wrong-nothing = There was nothing to change: it is done already. The page shows what counts now.
sharing-wrong-name = This name is missing or too long to be kept.
sharing-wrong-links = Too many links run: one of them must end first.
sharing-wrong-consents = You made too many choices of this kind: take one of them back first.
sharing-wrong-blocked = You can block { $count } professionals at most: unblock one, or oppose the sharing.
sharing-wrong-masked = You can mask { $count } entries at most: show one again first.
