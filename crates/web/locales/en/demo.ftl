### Messages of a demonstration: its personas and their guided tours.

nav-personas = Change persona
login-personas = Choose a persona of the demonstration instead

demo-title = Try Hygie in somebody’s place
demo-lead = Hygie is a shared health record: one for each person, which the person, those who care for them and those who support them read and write together. Choose somebody: one click lets you in as them, and a short tour shows what matters in their day.
demo-fictional = Fictional data
demo-advice = People, records and organisations are invented. Write nothing real here.
demo-kind-person = Patients
demo-kind-care = Clinicians
demo-kind-support = Support
demo-kind-desk = Services
demo-enter = Enter as { $name }
demo-again = Start their tour again
demo-here = This is you at the moment.
demo-app-title = An app of somebody else
demo-app-lead = “Courbes” is a small app of another author, on another site. Enter as a patient first, open it, and see what it asks for: it gets what the person allows and no more, and its access is ended under “Allowed apps”.
demo-app-open = Open Courbes
demo-log-in = Log in with a login and a password

tour-label = Guided tour
tour-place = Tour with { $name } · step { $at } of { $of }
tour-return = Return to the step
tour-back = Back
tour-next = Next
tour-end = End
tour-another = Try another persona
