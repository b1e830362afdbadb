### Applications d’autrui : ce qu’elles demandent, ce qui leur a été permis.

app-title = Autoriser { $app } ?
app-lead = Cette application demande à lire des données de santé. Vos données iront à { $origin }.
app-whose = Il s’agit du dossier de
app-wants = Ce qu’elle pourra faire
app-sees-all-own = Voir tout votre dossier
app-sees-all = Voir tout ce que vous voyez de ce dossier
app-sees = Voir : { $what }
app-sees-traces-own = Voir qui a consulté votre dossier
app-sees-traces = Voir qui a consulté ce dossier, autant que vous le voyez
app-sees-rights-own = Voir qui peut voir votre dossier et ce que vous en avez décidé
app-sees-rights = Voir les consentements de ce dossier
app-changes-all-own = Ajouter ou modifier tout ce que vous pouvez ajouter ou modifier dans votre dossier
app-changes-all = Ajouter ou modifier tout ce que vous pouvez ajouter ou modifier dans ce dossier
app-changes = Ajouter ou modifier : { $what }
app-knows-you = Savoir qui vous êtes ici
app-offline = Continuer sans vous, pendant 90 jours au plus, jusqu’à ce que vous y mettiez fin
app-online = Continuer tant que vous êtes connecté
app-brief = Y accéder pendant un quart d’heure, puis vous redemander votre accord
app-never-more = Jamais plus que ce que vous pouvez faire vous-même. Chaque lecture laisse une trace dans le dossier.
app-allow = Autoriser
app-deny = Refuser
app-outside = Ce que l’application aura reçu, elle le garde : Hygie ne peut pas le reprendre. Vous pourrez lui fermer l’accès dans « Mon compte ».
app-leave-title = Retour à l’application
app-leave-lead = Si rien ne se passe, continuez vous-même.
app-leave-go = Continuer
app-not-heard-title = Cette demande n’est pas valable
app-not-heard-lead = Une application vous a envoyé ici avec une demande que Hygie ne peut pas accepter. Rien ne lui a été transmis.
app-not-heard-why = Pour qui la développe :

apps-title = Applications autorisées
apps-lead = Les applications auxquelles vous avez ouvert un dossier. Y mettre fin prend effet aussitôt.
apps-none = Aucune application n’est autorisée.
apps-unregistered = Application qui n’est plus enregistrée ici
apps-since = Autorisée { $at } ; dernier accès obtenu { $last }
apps-end = Mettre fin à l’accès
apps-end-of = Mettre fin à l’accès de { $app }
account-apps = Applications autorisées
account-apps-lead = Voir quelles applications lisent un dossier par votre compte, et y mettre fin.

side-apps = Applications
apps-start-title = Applications
apps-start-lead = Une application que vous ouvrez ici vous demandera votre accord, puis recevra ce dossier et aucun autre.
apps-start-none = Aucune application ne peut être ouverte depuis un dossier.
apps-start-go = Ouvrir
apps-start-of = Ouvrir { $app }
