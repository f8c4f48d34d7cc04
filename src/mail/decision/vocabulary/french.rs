//! French phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::French,
    anywhere: &[
        (
            Class::Retraction,
            "je retire, je me rétracte, j'annule, annulez, annule, annuler, oubliez, oublie, changé d'avis, \
             change d'avis, je plaisante, je rigole, blague, par erreur, c'est une erreur, c'était une \
             erreur, mon erreur, mauvais mail, mauvais message, mauvais courriel, attendez, attends, un \
             instant, ne tenez pas compte, ne tiens pas compte, ignorez, finalement, tout compte fait, \
             réflexion faite, à la réflexion, en fait non, au contraire, trop vite, trop tôt, mauvais fil, \
             mauvaise demande, mauvais dossier, mauvais destinataire, mauvaise personne, mauvaise \
             conversation, mauvais bouton, trompé de, trompée de, me suis trompé, me suis trompée, erreur de \
             message, erreur de mail, erreur de destinataire, erreur de dossier, erreur de demande, pour un \
             autre, pour une autre, pour quelqu'un d'autre, ne payez, ne paie, ne paye, ne pas payer, pas \
             payer, voulais dire, laissez tomber, laisse tomber, je me trompe, envoyé trop, suspendez, \
             suspendre, bloquez, reviens sur, je reviens sur ma, cliqué, appuyé, c'était pour un autre, \
             c'était pour une autre, était pour un autre, était pour une autre",
        ),
        (Class::Refusal, "refus*, rejet*, rejett*, décline, décliner, désapprouv*, je m'oppose, opposition"),
        (
            Class::Negation,
            "jamais, aucun, aucune, aucunement, nullement, sans, n'est, n'a, n'ai, n'approuve, n'en, personne",
        ),
        (
            Class::Condition,
            "s'il, s'ils, s'elle, sous réserve, sous condition, à condition, à la condition, condition, \
             conditions, pourvu, à supposer, tant que, sinon, au cas où, dans le cas où, en cas, dans la \
             mesure, moyennant, dépend, conditionnel, conditionnelle, conditionnellement, valable jusqu'au, \
             valable seulement, à défaut, réserve, réserves",
        ),
        (
            Class::Moment,
            "dès que, dès réception, lorsque, lorsqu'*, quand, après, avant, jusqu'*, une fois, à réception, \
             sur présentation, en attente, en attendant",
        ),
        (
            Class::Contrast,
            "mais, cependant, toutefois, néanmoins, pourtant, bien que, par contre, en revanche, mis à part",
        ),
        (
            Class::Limit,
            "seulement, uniquement, seul, seule, seuls, juste le, juste la, juste pour, juste les, au \
             maximum, au plus, plafonné, plafond, jusqu'à #, à hauteur de, à concurrence, partiellement, en \
             partie, partiel, partielle, une partie, moitié, limité, réduit, réduire, réduisez, moins #, au \
             lieu, à la place, hors taxes, le reste, exclu, exclus, le premier, la première, le second, le \
             deuxième, la deuxième, rien que, à l'exception de, hors taxi, enlevez, enlever, retirez, \
             retirer, supprim*, pour cent, un tiers, deux tiers, un quart, # maximum, # max, # au plus, à # \
             près, pas plus de, dans l'ensemble, en gros, globalement, majoritairement, pour la plupart, en \
             majeure partie, plus ou moins, grosso modo, sauf, hormis, excepté, à l'exception, moins le, \
             moins la, moins les, moins l'hôtel",
        ),
        (
            Class::Doubt,
            "peut être, peutêtre, probablement, provisoirement, provisoire, en principe, a priori, je pense, \
             je crois, hésite, doute, pour l'instant, pour le moment, temporairement, éventuellement, on \
             verra, à voir, nous verrons, je suppose, j'espère que c'est, en théorie, sais pas, brouillon, \
             essai, un test, test, plus tard, annulé, nul, pas encore vu, pas encore lu, pas sûr, pas sûre, \
             pas certain, pas certaine, pas convaincu, pas convaincue",
        ),
        (
            Class::Misgiving,
            "faux, fausse, fausses, erroné*, incorrect*, inexact*, incomplet*, manque, manquent, manquant*, \
             pas clair, pas bon, pas bonne, pas bons, douteux, suspect*, bizarre, à corriger, corriger, \
             corrigez, corrige, rectifi*, à revoir, à refaire, resoumett*, en double, doublon, trop cher, \
             trop élevé, trop haut, privé, privée, privés, personnel, personnelle, personnels, sa charge, ses \
             frais, sa poche, leur charge, lui même, elle même, sur trois, sur quatre, sur cinq, des trois, \
             pourquoi, à confirmer, à vérifier, à valider, à voir avec, à retirer, à enlever, faut retirer, \
             faut enlever, reste pour, pour lui",
        ),
        (
            Class::Delegation,
            "délègue, déléguer, décide, décider, décidera, décision, au nom de, voir avec, voyez avec, vois \
             avec, demandez à, demande à, transmis à, transmettez à, consulter, consultez, dernier mot, qui \
             décide, à voir avec, vu avec, demandez d'abord, demander à, laissez _ décider",
        ),
        (Class::Need, "doit, doivent, devra, devrait, faut, besoin, attends, attendre"),
        (Class::Too, "également"),
        (
            Class::Approval,
            "approuv*, approbation, valid*, autoris*, accord de, l'accord, son accord, signature, signer, \
             confirme, confirm*",
        ),
        (
            Class::Matter,
            "payons, paierons, payer*, payer, payez, paye, paie, paiement, rembours*, accepte*, inclus, \
             incluse, couvert*, prendre en charge, pris en charge, prise en charge, virement, versement, \
             verser, versez",
        ),
        (
            Class::Future,
            "la prochaine fois, prochaine fois, prochainement, à l'avenir, l'avenir, l'an prochain, l'année \
             prochaine, désormais, dorénavant, l'an dernier, l'année dernière, la dernière fois, le mois \
             dernier",
        ),
        (
            Class::Invitation,
            "faites moi savoir, fais moi savoir, dites moi, dis moi, n'hésitez, n'hésite, hésitez, appelez \
             moi, appelle moi, contactez moi, contacte moi, tenez moi, tiens moi, prévenez moi, disposition, \
             disponible, écrivez moi, me contacter, revenez vers moi, reviens vers moi, on en reparle, on en \
             parle, nous en parlerons, salue",
        ),
        (
            Class::Trifle,
            "problème, problèmes, souci, soucis, question, questions, objection, objections, remarque, \
             remarques, commentaire, commentaires, inquiétude, doute, hésitation, hésiter, urgence, grave, \
             mal, plus à dire, à redire, à ajouter, modification, modifications, tarder, attendre, réserve, \
             réserves, délai, presse, rancune",
        ),
        (
            Class::Request,
            "s'il vous plaît, s'il te plaît, s'il vous plait, s'il te plait, svp, stp, merci de",
        ),
        (
            Class::Harmless,
            "n'hésitez pas, n'hésite pas, n'oubliez pas, n'oublie pas, ne pas oublier, pourquoi pas, pas de \
             quoi, de rien, rien à signaler, rien à ajouter, rien à redire, si besoin, si nécessaire, si \
             possible, si vous avez des questions, si tu as des questions, si vous avez besoin, si tu as \
             besoin, en cas de question, en cas de questions, en cas de besoin, en cas de problème, pas mal, \
             pas de souci, une fois de plus, encore une fois, à la prochaine, bon voyage, après tout, pas \
             plus, sans faute, sans problème, sans souci, sans réserve, sans réserves, sans hésiter, sans \
             hésitation, non plus, avant tout, mais bien sûr, mais oui, mais volontiers, il n'y a pas, il n'y \
             a aucun, pour une autre fois, rien ne manque, ne manque rien, manque rien, pas faux, de notre \
             charge, pas facile, pas évident, dès que possible, c'est pourquoi, voilà pourquoi, sans toi, \
             sans vous",
        ),
    ],
    at_home: &[
        (Class::Negation, "rien, ni, pas, non, ne"),
        (Class::Condition, "selon, si"),
        (Class::Moment, "dès"),
        (Class::Contrast, "hors"),
        (Class::Limit, "maximum, max #, limite, que"),
        (Class::Doubt, "sans doute, presque"),
        (Class::Too, "aussi"),
        (Class::Approval, "signe"),
        (Class::Matter, "valable"),
        (Class::Harmless, "s'il vous plaît"),
    ],
};
