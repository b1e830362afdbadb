## What cannot be

delegates-wrong-ended = La fin doit être après le début et après maintenant : choisissez un jour plus tard.
delegates-wrong-past = Le début est déjà passé : choisissez aujourd’hui ou un jour plus tard.
delegates-wrong-not-by-law = Un aidant est invité par la personne elle-même : l’accueil n’enregistre que les représentants légaux.
delegates-wrong-by-law = Cette représentation vient de la loi ou d’un jugement : l’établissement qui a vu le document peut y mettre fin.
delegates-wrong-of-age = La personne est majeure : l’autorité parentale a pris fin.
delegates-wrong-age-unknown = La date de naissance complète n’est pas connue : complétez d’abord l’identité.
delegates-wrong-twice = Cette personne agit déjà au même titre : mettez d’abord fin à ce qui existe.
delegates-wrong-nothing = Il n’y avait rien à changer : c’est déjà terminé. La page montre ce qui vaut maintenant.
delegates-wrong-name = Écrivez un nom, de 200 lettres au plus.
delegates-wrong-carers = Une personne a { $count } aidants au plus : mettez d’abord fin à l’un d’eux.
delegates-wrong-many = { $count } personnes au plus peuvent agir pour quelqu’un : mettez d’abord fin à l’une de ces représentations.
delegates-wrong-other = Cela n’est pas possible : revenez à la page et recommencez.

access-why-delegation = agit pour la personne
