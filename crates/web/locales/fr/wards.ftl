### Messages of wards, residences and practices, for administrators.

wards-title = Unités et services
wards-lead = Les services, unités de résidence et cabinets de chaque organisation. Qui y est affecté forme l’équipe des personnes qui y sont enregistrées. L’affectation se fait sur la page de chaque compte.
wards-none = Aucune unité : les personnes sont enregistrées pour toute l’organisation.
wards-new = Nouvelle unité
wards-name = Nom de l’unité
wards-add = Ajouter l’unité
wards-rename = Renommer
wards-close = Fermer
wards-close-of = Fermer l’unité { $ward }
wards-open = Rouvrir
wards-open-of = Rouvrir l’unité { $ward }
wards-closed = Fermée
wards-close-effect = Dans une unité fermée, plus personne n’est affecté ni enregistré. Les prises en charge en cours et les affectations demeurent jusqu’à ce qu’on y mette fin.
wards-same = Une autre unité de l’organisation porte déjà ce nom.
wards-none-such = Cette unité n’existe pas dans l’organisation, ou elle est fermée.
wards-many = Une organisation a { $count } unités au plus.
wards-many-assigned = Une activité est affectée à { $count } unités au plus.
wards-name-wrong = Écrivez un nom de 1 à 200 caractères.

## On the page of an account

wards-assigned = Unités : { $wards }
wards-assign = Affecter à des unités
wards-assign-of = Unités où cette personne travaille
wards-assign-effect = Cette personne est déconnectée et lit, dès sa prochaine connexion, le dossier des personnes enregistrées dans ces unités.
wards-assign-save = Enregistrer l’affectation
