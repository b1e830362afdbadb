### Messages of the page on which a person says who sees their record.

side-sharing = Qui voit mon dossier
side-can-see = Qui peut voir
sharing-lead = C’est vous qui décidez. Chaque choix prend effet tout de suite, et vous pouvez en changer quand vous voulez.
sharing-go = Choisir qui voit mon dossier
sharing-since = depuis le { $date }
sharing-since-until = du { $since } au { $until }

## The shared part

sharing-shared-heading = Le dossier partagé
sharing-open = Votre dossier partagé est ouvert.
sharing-open-since = Votre dossier partagé est ouvert depuis le { $date }.
sharing-open-means = Avec votre accord, qui s’occupe de vous peut y lire ce que d’autres ont écrit.
sharing-opposed = Votre dossier partagé est fermé.
sharing-opposed-since = Votre dossier partagé est fermé depuis le { $date }, à votre demande.
sharing-opposed-means = Chacun ne lit que ce que son propre établissement a écrit. Vous voyez toujours tout.
sharing-closed = Votre dossier partagé est clos.
sharing-closed-since = Votre dossier partagé est clos depuis le { $date }.
sharing-closed-means = Personne n’y lit plus ce que d’autres ont écrit. Vous voyez toujours tout.
sharing-oppose = M’opposer au partage
sharing-oppose-effect = Si vous vous opposez, les professionnels ne voient plus ce que d’autres ont écrit. Ceux qui s’occupent de vous gardent ce qu’ils ont écrit eux-mêmes, et vous voyez toujours tout.
sharing-open-again = Rouvrir le partage
sharing-open-effect = Si vous rouvrez, ceux qui s’occupent de vous peuvent de nouveau lire ce que d’autres ont écrit, avec votre accord.
sharing-close-heading = Clore mon dossier partagé
sharing-close-effect = Vos soignants gardent le dossier de leur propre établissement ; rien n’est plus partagé ; la loi veut que tout soit gardé dix ans. Vous voyez toujours tout, et vous pouvez rouvrir.
sharing-close-why = Pourquoi
sharing-close-request = Je ne veux plus de dossier partagé
sharing-close-duplicate = J’ai un autre dossier
sharing-close = Clore le dossier partagé
sharing-close-wrong = Dites pourquoi : choisissez une des raisons proposées.
sharing-closed-for-request = À votre demande ; enregistré par { $by }.
sharing-closed-for-duplicate = Parce qu’il y a un autre dossier ; enregistré par { $by }.
sharing-closed-for-death = Pour cause de décès ; enregistré par { $by }. Si c’est une erreur, rouvrez-le.
sharing-wrong-closed = Votre dossier partagé est déjà clos.

## Who takes care

sharing-care-heading = Qui s’occupe de vous
sharing-care-none = Personne n’est inscrit comme s’occupant de vous.
sharing-care-effect = Ils lisent ce que leur établissement a écrit. Si vous refusez, ils ne lisent plus ce que d’autres ont écrit.
sharing-care-ended =
    { $count ->
        [one] Un suivi terminé
       *[other] { $count } suivis terminés
    }
sharing-registered = déclaré par l’établissement
sharing-attested = déclaré par le professionnel, qui atteste votre accord
sharing-agreed = Vous avez accepté le { $date }.
sharing-agreed-until = Vous avez accepté le { $date }, jusqu’au { $until }.
sharing-refused = Vous avez refusé le { $date }.
sharing-refused-until = Vous avez refusé le { $date }, jusqu’au { $until }.
sharing-refused-mark = refusé
sharing-informed = Vous avez reçu l’information sur le partage le { $date } et ne l’avez pas refusé.
sharing-nothing = Vous n’avez encore rien dit.
sharing-agree = Accepter
sharing-agree-of = Accepter : { $name }
sharing-refuse = Refuser
sharing-refuse-of = Refuser : { $name }
sharing-forget = Revenir sur ce choix
sharing-forget-of = Revenir sur ce choix : { $name }
sharing-forget-effect = Si vous revenez sur un choix, c’est comme si vous n’aviez rien dit.

## Blocked professionals

sharing-blocked-heading = Professionnels bloqués
sharing-blocked-effect = Un professionnel bloqué ne voit rien de ce que d’autres ont écrit, même en urgence. Il peut encore ajouter un document, et garde ce que son établissement a écrit.
sharing-blocked-none = Vous n’avez bloqué personne.
sharing-blocked-mark = bloqué
sharing-unblock = Débloquer
sharing-unblock-of = Débloquer : { $name }
sharing-block-whom = Bloquer un professionnel
sharing-block = Bloquer
sharing-block-of = Bloquer : { $name }
sharing-known-lead = Voici les professionnels de santé qui sont venus dans votre dossier ou s’occupent de vous.
sharing-known-none = Aucun professionnel de santé n’est encore venu dans votre dossier.

## Emergencies

sharing-emergencies-heading = En cas d’urgence
sharing-emergencies-effect = Ces choix valent si votre vie est en danger et que vous ne pouvez pas répondre. Vous voyez toujours ensuite qui est venu.
sharing-emergency-access = Un professionnel de santé peut ouvrir mon dossier en urgence.
sharing-emergency-regulation = Le centre 15 (SAMU) peut ouvrir mon dossier quand on l’appelle pour moi.
sharing-emergency-masked = En urgence, ce que j’ai masqué peut aussi être vu.
sharing-emergencies-save = Enregistrer mes choix

## Médecin traitant

sharing-treating-heading = Votre médecin traitant
sharing-treating-effect = Votre médecin traitant voit aussi ce que vous masquez, et qui est venu dans votre dossier.
sharing-treating-none = Vous n’avez pas indiqué de médecin traitant.
sharing-treating-label = Mon médecin traitant
sharing-treating-nobody = Aucun
sharing-treating-save = Enregistrer
sharing-physicians-none = Aucun médecin n’est encore venu dans votre dossier : vous pourrez en choisir un ensuite.

## Masked entries

sharing-masked-heading = Ce que vous avez masqué
sharing-masked-effect = Les professionnels d’ailleurs ne voient pas ce que vous masquez, ni ce qui en fait partie. Son auteur, l’équipe qui l’a écrit et votre médecin traitant le voient encore.
sharing-masked-none = Vous n’avez rien masqué.
sharing-masked-how = Pour masquer un élément de votre dossier, ouvrez sa page.
sharing-mask = Masquer aux professionnels
sharing-unmask = Montrer à nouveau
sharing-unmask-of = Montrer à nouveau : { $name }
sharing-entry-heading = Qui voit cet élément
sharing-entry-masked = Vous l’avez masqué le { $date }.

## See as

sharing-as-heading = Voir comme un professionnel
sharing-as-effect = Regardez votre dossier avec les yeux de quelqu’un d’autre : la page montre ce qu’il verrait maintenant.
sharing-as = Voir comme
sharing-as-of = Voir comme : { $name }
sharing-as-title = Votre dossier, vu par un professionnel
sharing-as-banner = Vous regardez comme
sharing-as-banner-more = C’est ce que cette personne verrait maintenant, hors urgence ; vous êtes la seule personne à voir cette page.
sharing-sees =
    { $total ->
        [one] Sur le seul élément de votre dossier, cette personne en voit { $seen }.
       *[other] Sur { $total } éléments de votre dossier, cette personne en voit { $seen }.
    }
sharing-sees-none =
    { $total ->
        [one] Cette personne ne voit rien du seul élément de votre dossier.
       *[other] Cette personne ne voit rien des { $total } éléments de votre dossier.
    }
sharing-sees-identity = Elle voit aussi qui vous êtes : nom, naissance, coordonnées.

## What the trace tells

access-open-sharing = A ouvert « Qui voit mon dossier »
access-open-see-as = A regardé le dossier comme le verrait un professionnel

## What cannot be

sharing-wrong-choice = Choisissez l’un des boutons de la page.
sharing-wrong-unknown = Choisissez dans la liste de la page : ce nom ou cet élément n’y est pas.
sharing-wrong-ended = La fin doit être après maintenant : choisissez un jour plus tard.
sharing-wrong-too-long = Cette durée est trop longue : choisissez un jour plus proche.
sharing-wrong-refused = Vous aviez refusé : c’est à vous seulement d’accepter à nouveau.
sharing-wrong-nothing = Il n’y avait rien à changer : c’est déjà fait. La page montre ce qui vaut maintenant.
sharing-wrong-name = Ce nom manque ou est trop long pour être gardé.
sharing-wrong-links = Trop de suivis sont en cours : l’un d’eux doit d’abord se terminer.
sharing-wrong-consents = Vous avez fait trop de choix de ce genre : revenez d’abord sur l’un d’eux.
sharing-wrong-blocked = Vous ne pouvez pas bloquer plus de { $count } professionnels : débloquez-en un, ou opposez-vous au partage.
sharing-wrong-masked = Vous ne pouvez pas masquer plus de { $count } éléments : montrez-en d’abord un à nouveau.
