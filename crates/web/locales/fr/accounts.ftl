### Messages of second factors, activities and account administration.

nav-accounts = Comptes
nav-activity = Changer d’activité

## The second step of a log-in

login-barred = Ce compte est suspendu ou fermé. Adressez-vous à l’administration.
second-title = Second contrôle
second-lead = Le mot de passe est bon. Montrez maintenant que votre téléphone est bien à vous.
second-code = Code de l’application, ou code de secours
second-hint = Six chiffres, qui changent toutes les trente secondes. Un code de secours remplace l’application une seule fois.
second-go = Continuer
second-wrong = Ce code ne vaut pas : il est faux, déjà utilisé ou trop ancien. Attendez le suivant.
second-lost = Ni téléphone, ni codes de secours ? L’administration peut retirer l’application d’un compte professionnel. Pour votre propre dossier, l’accueil vous remet un nouveau code.

## Enrolling an app

enrol-title = Ajouter une application de codes
enrol-lead = Un mot de passe volé ne suffira plus : à chaque connexion, votre téléphone donnera un code.
enrol-forced = Votre rôle donne accès à ce qui concerne d’autres personnes. Il faut donc, en plus du mot de passe, un code que seul votre téléphone connaît.
enrol-step-app = Ouvrez une application de codes sur votre téléphone, par exemple Aegis, FreeOTP ou celle que vous avez déjà.
enrol-step-scan = Photographiez ce carré avec elle, ou recopiez la clé.
enrol-step-code = Écrivez ci-dessous le code qu’elle affiche.
enrol-qr = Code QR pour l’application ; la clé écrite dessous dit la même chose
enrol-secret = Clé à recopier
enrol-code = Code affiché
enrol-go = Ajouter l’application
enrol-later = Plus tard
enrol-back = Revenir à mon compte
enrol-wrong = Ce n’est pas le code que l’application affiche en ce moment. Vérifiez l’heure du téléphone et essayez le code suivant.
codes-title = Vos codes de secours
codes-once = Affichés une seule fois.
codes-advice = Imprimez-les ou recopiez-les, et gardez-les loin de votre téléphone.
codes-use = Chaque code remplace l’application une fois. De nouveaux codes annulent ceux-ci.
codes-go = Je les ai gardés, continuer

## Activities

activity-title = Au nom de qui ?
activity-lead = Vous avez plusieurs activités. Ce que vous voyez et ce que vous écrivez dépend de celle-ci ; vous pourrez en changer sans vous reconnecter.

## Account: second factor

account-second = Second contrôle
account-second-on = Une application de codes est demandée à chaque connexion.
account-second-off = Seul le mot de passe protège ce compte.
account-second-add = Ajouter une application de codes
account-codes-left =
    { $count ->
        [one] Il reste { $count } code de secours.
       *[other] Il reste { $count } codes de secours.
    }
account-codes-new = Nouveaux codes de secours
account-codes-effect = Dix nouveaux codes, affichés une fois. Les anciens ne vaudront plus.
account-forget = Retirer l’application
account-forget-another = Toutes vos sessions seront fermées, et vous ajouterez aussitôt une autre application : votre rôle en demande une.
account-forget-none = Toutes vos autres sessions seront fermées. Ensuite, seul le mot de passe protégera ce compte.

## Account administration

state-invited = invité
state-unconfirmed = à confirmer
state-active = actif
state-suspended = suspendu
state-revoked = fermé
accounts-title = Comptes
accounts-lead = Qui peut se connecter ici, et pour faire quoi. Chaque geste laisse une trace.
accounts-new = Nouveau compte
accounts-new-lead = Vous recevrez un mot de passe à usage unique, à remettre à la personne.
accounts-ask = Nom, identifiant ou établissement
accounts-count =
    { $count ->
        [one] { $count } compte
       *[other] { $count } comptes
    }
accounts-none = Aucun compte ne correspond.
accounts-before = Précédents
accounts-after = Suivants
accounts-name = Nom affiché
accounts-make = Créer le compte
accounts-persons = Le compte d’une personne suivie est relié à son dossier, que l’administration ne voit pas : elle l’ouvre elle-même, avec un code que l’accueil lui remet depuis son dossier.
accounts-organisation-hint = Pour les rôles qui n’appartiennent à aucun établissement, ce choix ne compte pas.
accounts-role-wrong = Choisissez un rôle de la liste.
accounts-taken = Cet identifiant est déjà pris. Un compte fermé garde le sien.
accounts-password-title = Mot de passe à usage unique
accounts-password-advice = Remettez-le à la personne elle-même. Il sert une fois, pendant sept jours, à choisir le sien.
accounts-to-account = Voir le compte
accounts-one-title = Compte
accounts-state = État
accounts-second-yes = en place
accounts-second-no = aucun
accounts-made = Créé le
accounts-activities = Activités
accounts-activity-add = Ajouter une activité
accounts-activity-end = Retirer
accounts-activity-end-of = Retirer l’activité { $role } { $organisation }
accounts-acts = Ce que vous pouvez faire
accounts-acts-lead = Tout changement de droits ferme aussitôt les sessions du compte.
accounts-rename = Changer le nom
accounts-password = Donner un nouveau mot de passe à usage unique
accounts-factors = Retirer les clés d’accès, l’application et les codes de secours
accounts-factors-effect = Pour qui a perdu ses clés d’accès, son téléphone et ses codes. Assurez-vous que c’est bien la personne qui le demande. Son mot de passe ne vaudra plus : vous lui remettrez le mot de passe provisoire qui s’affichera.
accounts-suspend = Suspendre
accounts-resume = Rétablir
accounts-revoke = Fermer définitivement
accounts-revoke-effect = Le compte ne reviendra jamais et son identifiant reste pris. Ce que la personne a écrit garde son nom.
accounts-revoke-sure = Fermer ce compte pour toujours
accounts-revoke-unsure = Cochez la case pour confirmer : un compte fermé ne revient pas.
accounts-own = C’est votre compte : une autre personne de l’administration en change l’état et les rôles.
accounts-last = C’est la dernière personne active de l’administration. Donnez d’abord ce rôle à une autre.
accounts-same-activity = Le compte a déjà cette activité.
accounts-last-activity = C’est la seule activité du compte : suspendez-le ou fermez-le plutôt.
accounts-many-activities = Un compte a vingt activités au plus.
accounts-no-activity = Cette activité n’est plus dans le compte.
accounts-step = Ce compte est { $state } : ce geste n’est pas possible.
accounts-step-suspended = Ce compte est { $state } : rétablissez-le d’abord.
accounts-of-person = Ce compte ouvre le dossier d’une personne, et rien d’autre. Qui travaille ici a un compte à part.

## Before looking into records

law-title = Avant d’ouvrir un dossier
law-lead = À lire une fois, puis de temps à autre.
law-name = Vos recherches et vos consultations sont faites en votre nom.
law-traced = Chacune est tracée avec votre identité, l’heure et ce que vous avez vu. La personne peut lire qui a regardé son dossier.
law-right = Vous ne regardez que les dossiers des personnes que vous prenez en charge, avec leur accord quand il est demandé. Autrement, vous vous exposez à des poursuites.
law-go = J’ai compris, continuer
