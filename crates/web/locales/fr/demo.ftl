### Messages of a demonstration: its personas and their guided tours.

nav-personas = Changer de personnage
login-personas = Choisir plutôt un personnage de la démonstration

demo-title = Essayez Hygie à la place de quelqu’un
demo-lead = Hygie est un dossier de santé partagé : un seul par personne, que la personne, ses soignants et ceux qui l’accompagnent lisent et écrivent ensemble. Choisissez quelqu’un : un clic suffit pour entrer à sa place, et une courte visite vous montre ce qui compte dans son quotidien.
demo-fictional = Données fictives
demo-advice = Personnes, dossiers et établissements sont inventés. N’écrivez ici rien de vrai.
demo-kind-person = Patients
demo-kind-care = Soignants
demo-kind-support = Accompagnement
demo-kind-desk = Services
demo-enter = Entrer comme { $name }
demo-again = Recommencer sa visite
demo-here = C’est vous en ce moment.
demo-app-title = Une application extérieure
demo-app-lead = « Courbes » est une petite application d’un autre auteur, sur un autre site. Entrez d’abord comme un patient, ouvrez-la, et voyez ce qu’elle demande : elle n’obtient que ce que la personne autorise, et l’accès se retire depuis « Applications autorisées ».
demo-app-open = Ouvrir Courbes
demo-log-in = Se connecter avec un identifiant et un mot de passe

tour-label = Visite guidée
tour-place = Visite avec { $name } · étape { $at } sur { $of }
tour-return = Revenir à l’étape
tour-back = Retour
tour-next = Suite
tour-end = Terminer
tour-another = Essayer un autre personnage
