## What cannot be

delegates-wrong-ended = The end must be after the start and after now: choose a later day.
delegates-wrong-past = The start is past already: choose today or a later day.
delegates-wrong-not-by-law = A carer is invited by the person themselves: the desk registers legal representatives only.
delegates-wrong-by-law = This comes from the law or from a judgment: the establishment that saw the document can end it.
delegates-wrong-of-age = The person is of age: parental authority has ended.
delegates-wrong-age-unknown = The whole date of birth is not known: complete the identity first.
delegates-wrong-twice = They act in this capacity already: end that first.
delegates-wrong-nothing = There was nothing to change: it has ended already. The page shows what holds now.
delegates-wrong-name = Write a name of at most 200 letters.
delegates-wrong-carers = A person has { $count } carers at most: end one first.
delegates-wrong-many = { $count } people at most can act for a person: end one of these first.
delegates-wrong-other = This cannot be: go back to the page and try again.

access-why-delegation = acts for the person
