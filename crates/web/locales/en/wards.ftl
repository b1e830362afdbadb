### Messages of wards, residences and practices, for administrators.

wards-title = Wards and units
wards-lead = The wards, residences and practices of each organisation. Who is assigned to one is the team of the persons who are registered there. People are assigned on the page of their account.
wards-none = No ward: persons are registered with the whole organisation.
wards-new = New ward
wards-name = Name of the ward
wards-add = Add the ward
wards-rename = Rename
wards-close = Close
wards-close-of = Close the ward { $ward }
wards-open = Open again
wards-open-of = Open again: the ward { $ward }
wards-closed = Closed
wards-close-effect = Nobody is assigned to a closed ward any more, or registered with it. Care links that run and assignments stay until somebody ends them.
wards-same = Another ward of the organisation has this name already.
wards-none-such = The organisation has no such ward, or it is closed.
wards-many = An organisation has { $count } wards at most.
wards-many-assigned = An activity is assigned to { $count } wards at most.
wards-name-wrong = Write a name of 1 to 200 characters.

## On the page of an account

wards-assigned = Wards: { $wards }
wards-assign = Assign to wards
wards-assign-of = Wards where this person works
wards-assign-effect = This person is logged out and reads, from their next log-in on, the records of the persons who are registered there.
wards-assign-save = Save the assignment
