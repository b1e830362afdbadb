### Les règles de la politique d’accès, une phrase chacune : `rule-` et le nom de la règle.

## Le compte

rule-account-inactive = Le compte est suspendu ou fermé.
rule-authenticate = Quiconque a un compte peut se connecter.

## Qui fait fonctionner la maison et qui veille sur elle

rule-administrator = L’administration fait fonctionner la maison et ne voit aucune donnée de santé.
rule-officer = La protection des données et la sécurité veillent sur la maison et ne voient aucune donnée de santé.

## Qui agit pour la personne en vertu de la loi

rule-delegation-ended = L’accès ouvert pour représenter ou aider la personne a pris fin.
rule-delegation-coming = L’accès ouvert pour représenter ou aider la personne n’a pas encore commencé.
rule-parent-of-adult = Les parents agissent pour leur enfant mineur, et non plus une fois qu’il est majeur.
rule-measure-without-person = Cette mesure de protection n’ouvre rien du dossier sans le consentement de la personne.
rule-delegate-administrative = Quiconque représente ou aide la personne lit son identité et ses données administratives.
rule-representative-reads = Quiconque agit pour la personne en vertu de la loi lit ce que la personne lit.
rule-representative-decides = Les parents et ceux qui sont chargés de la protection de la personne décident pour elle.
rule-representative-keeps-deposits = Les parents et ceux qui sont chargés de la protection de la personne archivent et suppriment ce qui a été déposé pour elle.

## Les aidants

rule-carer-not-invited = Un aidant doit avoir le consentement de la personne, ou de qui agit pour elle.
rule-carer-decides-nothing = Un aidant ne partage, ne supprime ni ne télécharge jamais rien, ne change pas la façon dont la personne se connecte et ne ferme pas le dossier.
rule-carer-nothing-secret = Les aidants ne voient rien de ce qui est masqué.
rule-carer-reads = Les aidants lisent le dossier.

## L’accès en urgence

rule-emergency-health-only = L’accès en urgence (« bris de glace ») est réservé aux professionnels de santé.
rule-emergency-not-attested = L’accès en urgence demande d’attester que la personne est hors d’état d’exprimer sa volonté et qu’elle court un risque immédiat.
rule-emergency-opposed = La personne s’est opposée au préalable à l’accès en urgence.
rule-emergency-own-masked = Ce qui est masqué le reste pour qui intervient en urgence sans lien de prise en charge, sauf si la personne l’a permis.
rule-emergency-own = En urgence, un professionnel de santé lit sans lien de prise en charge ce que conserve son propre établissement.

## La régulation médicale

rule-regulation-staff-only = La régulation médicale est réservée aux professionnels de santé et aux machines de leur établissement.
rule-regulation-not-claimed = La connexion n’a pas indiqué que l’utilisateur assure la régulation médicale.
rule-regulation-opposed = La personne s’est opposée à l’accès du centre de régulation médicale.

## La vie du dossier partagé

rule-record-opposed = Il n’y a pas de dossier partagé : la personne s’y est opposée.
rule-record-closed = Le dossier partagé est fermé.
rule-blocked = La personne a bloqué ce professionnel : rien de ce que d’autres conservent ne lui est ouvert.

## Le lien de prise en charge et le consentement

rule-no-link = Il n’y a pas de lien de prise en charge avec la personne.
rule-link-ended = Le lien de prise en charge avec la personne a pris fin.
rule-consent-refused = La personne a refusé ou retiré son consentement.
rule-identity-after-refusal = Le professionnel à qui le consentement a été refusé ne lit pas non plus l’identité de la personne dans le dossier partagé.
rule-consent-ended = Le consentement de la personne a pris fin.
rule-consent-absent = La personne n’a ni consenti ni été informée.
rule-consent-occupational = Le médecin du travail doit avoir le consentement exprès de la personne.
rule-consent-social = Quiconque n’est pas professionnel de santé doit avoir le consentement exprès de la personne.
rule-consent-outside-team = Hors de l’équipe de soins, le consentement ne se présume pas : il se demande expressément.

## Les secrets, et ce qui attend d’être annoncé

rule-secret-connection = En connexion secrète, seul est traité ce qui est invisible aux représentants légaux.
rule-hidden-from-representatives = Le mineur, ou l’auteur, a rendu cette entrée invisible aux représentants légaux.
rule-not-announced = Cette entrée attend d’être annoncée à la personne lors d’une consultation, pendant un mois au plus.
rule-masked-and-not-announced = Ce qui attend d’être annoncé à la personne ne peut pas être masqué aux professionnels.

## Ce que conserve son propre établissement

rule-kept-by-others = Un autre établissement conserve cette entrée : elle ne se lit pas comme ce que conserve l’établissement du professionnel.
rule-kept-by-own = L’établissement du professionnel conserve cette entrée : elle ne se lit pas par le dossier partagé.
rule-own-no-link = Ce que conserve l’établissement est ouvert à ceux qui ont un lien de prise en charge avec la personne.
rule-own-role = Le tableau des groupes de rôles n’ouvre pas cette classe de documents à ce rôle.
rule-own-restricted = Restreint : seuls l’auteur, le médecin traitant et les professionnels de santé de l’équipe de soins y ont accès.
rule-own-very-restricted = Très restreint : seuls l’auteur, le médecin traitant et les médecins de l’équipe de soins y ont accès.
rule-own-administrative = L’identité et les rendez-vous sont ouverts au personnel de l’établissement qui les conserve.
rule-own-health = Un professionnel de santé qui a un lien de prise en charge lit ce que conserve son propre établissement, et y écrit.
rule-own-social = Un professionnel du secteur social ou médico-social qui a un lien de prise en charge lit, dans les limites de son rôle, ce que conserve son propre établissement, et y écrit.
rule-own-system = Une machine d’un établissement lit ce que cet établissement conserve, et y écrit.

## Les types de documents, selon la profession

rule-type-unmapped = Cette entrée n’a pas de type de document : aucune profession ne peut donc la lire.
rule-type-denied = Le tableau des types de documents n’ouvre pas ce type à cette profession.

## La personne

rule-person-reads = La personne lit tout son dossier, voit qui l’a consulté et en emporte des copies.
rule-person-decides = La personne dépose, masque, dit qui peut voir quoi, ferme le dossier et le rouvre.
rule-person-keeps-deposits = La personne archive et supprime ce qu’elle a déposé elle-même.

## La matrice fonctionnelle du DMP

rule-deposited-by-person = Ce que la personne a déposé, seuls elle-même et le médecin traitant l’archivent ou le suppriment.
rule-matrix = La matrice fonctionnelle ouvre cette action à cet acteur dans ce mode.
rule-matrix-same-structure = Permis, dans la limite des professionnels de la même structure.
rule-matrix-new-only = Permis, dans la limite des nouvelles autorisations, selon leur date.
rule-matrix-attributed = Permis : ce qui est déposé est attribué à la structure.
rule-matrix-reference = Permis seulement pour retrouver une référence, par exemple avant une suppression.
rule-matrix-author = Permis à l’auteur seulement.
rule-matrix-masked-in-emergency = La personne a permis que ce qui est masqué soit vu en urgence.
rule-matrix-own-structure = Permis seulement sur les documents de la structure.
rule-treating-deletes-deposit = Le médecin traitant, s’il a un lien de prise en charge (sauf urgence) et n’est pas bloqué, supprime ce que la personne a déposé.

## Les professionnels du secteur social et médico-social

rule-social-reads = Un professionnel du secteur social ou médico-social lit les types de documents que le tableau ouvre à son groupe de rôles.
rule-social-feeds = Un professionnel du secteur social ou médico-social dépose des documents.

## Qui lit qui a consulté

rule-traces-treating = Le médecin traitant lit toutes les traces.
rule-traces-own = Un professionnel lit les traces de ce qu’il a fait lui-même.

## Sans règle

rule-nothing-permits = Aucune règle ne permet cette action à cet acteur dans cette situation.

## La page de qui veille sur la maison

policy-title = Les règles d’accès
policy-lead = Tout ce qui est lu ou écrit passe par ces règles, et rien n’est permis qu’aucune règle ne permette. Une règle qui interdit l’emporte sur toutes celles qui permettent.
policy-why = Pourquoi ce dossier a-t-il pu être vu ?
policy-why-lead = Pour répondre à une personne : qui est venu ce jour-là, et par quelle règle. Aucune donnée de santé n’est montrée ici. Votre question sera visible de la personne, parmi ceux qui ont consulté son dossier.
policy-record = Numéro du dossier
policy-record-hint = Les seize caractères de l’adresse du dossier, après « /records/ ».
policy-record-wrong = Écrivez les seize caractères du numéro : des chiffres et les lettres de a à f.
policy-record-none = Aucun dossier ne porte ce numéro : vérifiez-le.
policy-day = Jour
policy-day-wrong = Choisissez un jour qui existe.
policy-day-coming = Ce jour n’est pas encore venu : choisissez aujourd’hui ou un jour passé.
policy-ask = Chercher
policy-tables = Tables en vigueur
policy-tables-lead = Où une table ne dit rien, la réponse est non.
policy-table-since = en vigueur depuis le { $date }, par { $by }
policy-table-lead = Une table plus récente se met en vigueur ici, ou en ligne de commande. Elle décide aussitôt, et c’est tracé à votre nom.
policy-edition = Édition en vigueur
policy-table-text = Texte de la table
policy-table-hint = Première ligne : « # edition NOM », un nom propre à chaque texte. Puis l’en-tête, et des lignes séparées par des tabulations.
policy-table-check = Vérifier
policy-table-put = Mettre en vigueur
policy-table-reset = Revenir à la table du programme
policy-table-right = La table est correcte. Ce serait l’édition { $edition }.
policy-table-wrong = Rien n’a été modifié : la table en vigueur reste.
policy-table-functional_matrix = Matrice d’habilitation des fonctions
policy-table-document_matrix = Matrice d’habilitation des documents
policy-table-social_roles = Groupes de rôles du médico-social
policy-table-resource_types = Types de documents des ressources FHIR
policy-forbid = { $count } règles qui interdisent
policy-forbid-lead = De plusieurs qui s’appliquent, la première de la liste est celle qui est dite.
policy-permit = { $count } règles qui permettent
policy-permit-lead = La marque [B] signale ce que la maison a retenu là où les textes se taisent.
policy-day-title = Qui a pu voir, et pourquoi : { $date }
policy-day-lead = Dossier { $record }. Calculé à partir des droits tels qu’ils étaient à ce moment, avec les règles et les tables d’aujourd’hui.
policy-back = Les règles d’accès
policy-nobody = Personne n’est venu ce jour-là.
policy-times = { $granted ->
    [one] un accès accordé
   *[other] { $granted } accès accordés
}{ $refused ->
    [0] {""}
    [one] , un refusé
   *[other] , { $refused } refusés
}
policy-between = { $first } – { $last }
policy-at = À partir de ce moment : { $at }
policy-not-weighed = Un logiciel, la maison elle-même ou un rôle sans accès aux dossiers : les règles qui pèsent le lien avec la personne ne s’y appliquent pas.
policy-link-none = Aucun lien de prise en charge.
policy-link-team = Son établissement prend la personne en charge.
policy-link-declared = Prise en charge déclarée, avec l’attestation du consentement.
policy-link-ended = Le lien de prise en charge avait pris fin.
policy-consent-absent = La personne n’avait ni consenti ni été informée.
policy-consent-presumed = La personne était informée et ne s’était pas opposée.
policy-consent-given = La personne avait consenti.
policy-consent-ended = Le consentement de la personne avait pris fin.
policy-consent-refused = La personne avait refusé.
policy-record-opposed = La personne s’était opposée au dossier partagé.
policy-record-closed = Le dossier partagé était fermé.
policy-blocked = La personne avait bloqué ce professionnel.
policy-decided-never = Rien n’avait encore été décidé sur ce dossier.
policy-decided = Droits tels que décidés le { $at }.
policy-own = Ce que conserve son établissement
policy-shared = Ce que d’autres conservent
policy-whole = Le dossier
policy-yes = oui
policy-no = non
policy-more = D’autres sont venus, ou ce jour est trop loin pour être lu jusqu’au bout : la commande « hygie trace » montre tout.
policy-unreadable = { $count } traces ne se vérifient pas : « hygie doctor » en dit plus.
access-rights-explained = A demandé qui a pu voir le dossier, et pourquoi
policy-emergency = Le dossier avait été ouvert en urgence.
policy-person = La personne elle-même
