## Notices by mail: the page

mail-title = Notices by mail
mail-lead = You are told of what concerns your account and your record: an opening in an emergency, a professional who looks for the first time, a choice that was changed. The mail says what happened and when, never who, nor anything of your health.
mail-none = This house sends no mail. Notices wait for you here, in your account.
mail-confirmed = Address that gets notices
mail-refused = This address has refused our mail since { $at }. Give another one, or confirm it again.
mail-pace = How often?
mail-pace-at-once = At once
mail-pace-daily = Once a day, in the morning
mail-stop = Get no more mail
mail-stop-effect = The address gets one last message that says so. Notices stay in your account.
mail-pending = Address to confirm
mail-pending-lead = A code was sent to
mail-code = Code you received
mail-confirm = Confirm the address
mail-set = Get notices by mail
mail-other = Give another address
mail-address = Mail address
mail-address-hint = Choose a mailbox that you alone read. A code is sent there, which works for thirty minutes.
mail-ask = Send a code
mail-address-wrong = This is no mail address: check it, for instance name@example.org.
mail-code-wrong = This code is wrong or has passed. Check it, or ask for another one.
mail-code-many = Five codes were asked for in one day. Try again tomorrow.
mail-not-confirmed = No address is confirmed: confirm one first.
account-mail-go = Set up notices by mail

notice-first-look = { $who } looked into your record for the first time
notice-will-changed = { $who } changed a choice about access to your record
notice-mail-changed = The address that gets your notices has changed
notice-mail-refused = The address that got your notices refuses our mail

## Notices by mail: letters

mail-subject-code = Your confirmation code
mail-subject-farewell = This address gets no more notices
mail-subject-notices = { $count } notices about your account
mail-letter-code = This code confirms this address: { $code }

    Type it on the page where you asked for it, within thirty minutes. If you asked for nothing, do nothing: without this code, this address gets nothing more.
mail-letter-farewell = This address got the notices of an account. The holder of the account has just chosen another one, or stopped this mail. If it was not you, log in and change your password.
mail-letter-notices = Hello,
mail-letter-notice = { $at }: { $what }.
mail-letter-more = To see more, and to say if it was not you, log in:
    { $url }
mail-letter-foot = This message is automatic: nobody reads answers. We never ask for your password. Set up these notices:
    { $url }
mail-new-device = New log-in from an unknown device
mail-half-way = A log-in stopped before the second check
mail-record-opened = Your record was opened in an emergency
mail-patient-opened = The record of one of your patients was opened in an emergency
mail-record-regulated = Your record was opened by the regulation centre
mail-patient-regulated = The record of one of your patients was opened by the regulation centre
mail-contest-answered = Your contest was answered
mail-first-look = A professional looked into your record for the first time
mail-will-changed = A choice about access to your record was changed
