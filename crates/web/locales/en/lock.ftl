### The lock of a workstation, fresh proofs, devices and notices.

## The lock

lock-now = Lock
lock-title = Session locked
lock-of = { $name }
lock-lead = Session locked. You will find your page where you left it.
lock-kept = Session locked. What you were writing is kept, and nobody else can read it.
lock-pin = PIN of this workstation
lock-erase = Erase
lock-open = Unlock
lock-by-password = Use the password
lock-not-you = Not you? The locked session will end, and what is not saved in it will be lost.
lock-other = Log in with another account
lock-persona = This persona of the demonstration has no PIN on this workstation, and nobody knows its password. Change accounts below to come back to it.
lock-wrong-pin =
    { $left ->
        [one] This is not the PIN. { $left } more attempt before the session ends.
       *[other] This is not the PIN. { $left } more attempts before the session ends.
    }
lock-wrong-password = This is not the password.
lock-no-pin = There is no PIN on this workstation. Use the password.
lock-guessed = Too many wrong PINs: the session has ended and the PIN of this workstation is forgotten. Log in again.

## A fresh proof

confirm-title = Is it you?
confirm-lead = This is sensitive. Show once more who you are; then you go on to where you wanted.
confirm-late = Your last check was more than ten minutes ago: nothing was done. Confirm, then do it again.
confirm-wrong = The password or the code is wrong.
confirm-go = Confirm
confirm-drop = Change nothing
confirm-to-change = Confirm that it is you to change this
confirm-to-pin = Confirm that it is you to choose a PIN

## The PIN

pin-title = PIN of this workstation
pin-lead = It unlocks your session on this device, and only here. It never logs you in.
pin-here = This workstation has a PIN for you.
pin-needs-two = To choose one, log in with a second factor.
pin-set = Choose a PIN
pin-change = Change the PIN
pin-new = New PIN
pin-again = Once more
pin-hint = Four to eight digits. No runs, no repetition, no date.
pin-go = Save the PIN
pin-forget-all =
    { $count ->
        [one] Forget the PIN of { $count } device
       *[other] Forget the PINs of { $count } devices
    }
pin-differs = The two PINs differ.
pin-form = A PIN has four to eight digits and nothing else.
pin-easy = This PIN is among the first that people try. Choose another one.
pin-not-here = This is not the workstation where your session began. Log in again here, then choose the PIN.

## Devices

devices-title = Known devices
devices-lead = Those from which you logged in. A forgotten device loses its PIN, and will be told as a new one.
devices-none = No device is known.
device-unknown = an unknown device
device-this = this device
device-pin = PIN
device-last = last log-in { $at }
device-forget = Forget
device-forget-of = Forget { $place }, last log-in { $at }
device-forget-pin = Forget the PIN
device-forget-pin-of = Forget the PIN of { $place }, last log-in { $at }

## Notices

notices-title = What happened to your account
notices-lead = The last fifty events, the latest first.
notices-none = Nothing to tell.
notice-unread = new
notice-me = It was me
notice-not-me = It was not me
notice-new-device = New log-in from { $place }
notice-password-changed = Your password was changed
notice-factor-added = A second factor was added
notice-factor-removed = A second factor was removed
notice-codes-renewed = New recovery codes were made
notice-half-way = A log-in from { $place } stopped before the second factor
notice-recovery-used = A recovery code was used
notice-provider-linked = An identity at another log-in service was linked to your account
notice-provider-unlinked = The link of your account to another log-in service was ended
notice-pin-set = A PIN was chosen
notice-pin-forgotten = A PIN was forgotten
notice-pin-guessed = Too many wrong PINs: a session was ended
notice-password-given = An administrator gave you a new password
notice-factors-reset = An administrator removed your second factor
notice-suspended = An administrator suspended your account
notice-resumed = An administrator restored your account
notice-renamed = An administrator changed your displayed name
notice-activities-changed = An administrator changed your activities

## When it was somebody else

secure-title = It was not you?
secure-lead = Somebody may know your password. Close the door on them now.
secure-what = All your other sessions end at once. Then you choose a new password, which also forgets every PIN. Tell the administration afterwards.
secure-go = End the other sessions and change the password
secure-back = Back to my account
