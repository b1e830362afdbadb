## Passkeys

passkey-log-in = Log in with a passkey
passkey-log-in-hint = No login, no password: your finger, your face or the code of your device is enough.
passkey-use = Use a passkey
passkey-refused = This passkey was not accepted. Try again, or log in with your password.
passkey-cancelled = Nothing was done: the request was cancelled or took too long. Try again.
passkey-failed = Your browser could not do it. Try again, or take the other way.
passkey-second-lead = The password is right. Now show that it is you.
passkey-second-code = Recovery code
passkey-second-hint = If your passkey is not at hand: one of your recovery codes, which works once.
passkey-second-lost = No passkey, no phone, no recovery codes? The administrators can take all of these away from your account.
passkey-enrol-title = Protect your account
passkey-enrol-lead = A stolen password will no longer be enough.
passkey-enrol-forced = Your role opens what concerns other people. So a password alone will not do: it can be stolen.
passkey-enrol-way = Simplest: a passkey
passkey-what = This device, your phone or a security key knows you by your finger, your face or a code, and answers for you. There is nothing to copy, and no false site can use it.
passkey-enrol-go = Make a passkey
passkey-enrol-app = Or: a code app
passkeys-title = Passkeys
passkeys-lead = A passkey logs you in without a password. Have two, on two devices: if one is lost, the other stays.
passkeys-made = Made on { $at }
passkeys-last = used on { $at }
passkeys-never = never used
passkeys-copied = copied to your other devices
passkeys-name = Name
passkeys-name-hint = To recognise it, for example “Phone” or “Ward computer”. Empty: the name of this device.
passkeys-unnamed = Passkey
passkeys-rename = Rename
passkeys-rename-of = Rename { $name }
passkeys-remove = Remove
passkeys-remove-of = Remove { $name }
passkeys-remove-effect = It will log nobody in any more. Then delete it on the device itself.
passkeys-remove-last = It is the last one. Without a code app, the recovery codes go with it; if your role demands a second check, you will add another one at once.
passkeys-add = Add a passkey
passkeys-script = Making a passkey needs JavaScript, which is off in this browser.
passkeys-not-here = Browsers offer no passkeys under this address. Those who run this server can change that.
passkeys-not-taken = This passkey was not accepted: it answered too late, or without checking that it is you. Try again, if need be with another device.
passkeys-known = This passkey is in an account already.
passkeys-too-many = An account has at most ten passkeys. Remove one first.
passkeys-name-wrong = The name has between one and sixty characters, on one line.
passkeys-gone = This passkey is no longer in your account.
account-passkeys-none = None. With a passkey you log in without password or code.
account-passkeys-count =
    { $count ->
        [one] { $count } passkey.
       *[other] { $count } passkeys.
    }
account-passkeys-go = Manage my passkeys
account-second-passkey = After the password a passkey is asked for.
account-second-password = After the password a passkey or a code of the app is asked for.
account-forget-passkey = All your other sessions will be ended. Your passkeys and your recovery codes stay.
accounts-passkeys = Passkeys
passkeys-stale = It is too long ago that you showed who you are. Load the page again to confirm.
passkey-refused-again = This passkey was not accepted. Try again, or use your password.
