### Apps of others: what they ask for, what they were allowed.

app-title = Allow { $app }?
app-lead = This app asks to read health data. Your data will go to { $origin }.
app-whose = This is the record of
app-wants = What it will be able to do
app-sees-all-own = See your whole record
app-sees-all = See all that you see of this record
app-sees = See: { $what }
app-sees-traces-own = See who looked at your record
app-sees-traces = See who looked at this record, as far as you see it
app-sees-rights-own = See who may see your record and what you decided about it
app-sees-rights = See the consents in this record
app-changes-all-own = Add or change all that you can add or change in your record
app-changes-all = Add or change all that you can add or change in this record
app-changes = Add or change: { $what }
app-knows-you = Know who you are here
app-offline = Go on without you, for 90 days at most, until you end it
app-online = Go on while you are logged in
app-brief = Have this for a quarter of an hour, then ask you again
app-never-more = Never more than you can do yourself. Each reading leaves a trace in the record.
app-allow = Allow
app-deny = Refuse
app-outside = What the app has received, it keeps: Hygie cannot take it back. You can end its access in “My account”.
app-leave-title = Back to the app
app-leave-lead = If nothing happens, go on yourself.
app-leave-go = Go on
app-not-heard-title = This request is not valid
app-not-heard-lead = An app sent you here with a request that Hygie cannot accept. Nothing was passed on to it.
app-not-heard-why = For whoever develops it:

apps-title = Allowed apps
apps-lead = The apps to which you opened a record. Ending one takes effect at once.
apps-none = No app is allowed.
apps-unregistered = An app that is no longer registered here
apps-since = Allowed { $at }; last got access { $last }
apps-end = End its access
apps-end-of = End the access of { $app }
account-apps = Allowed apps
account-apps-lead = See which apps read a record through your account, and end that.

side-apps = Apps
apps-start-title = Apps
apps-start-lead = An app that you open here will ask for your consent, and then receive this record and no other.
apps-start-none = No app can be opened from a record.
apps-start-go = Open
apps-start-of = Open { $app }
