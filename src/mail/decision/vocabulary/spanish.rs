//! Spanish phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::Spanish,
    anywhere: &[
        (
            Class::Retraction,
            "me retracto, retiro lo, lo retiro, olvídalo, olvídelo, olvida, cancela, cancele, anula, anule, \
             anular, he cambiado de opinión, cambié de opinión, cambiado de idea, es broma, era broma, por \
             error, me equivoqué, me he equivocado, mi error, correo equivocado, mensaje equivocado, espere, \
             esperen, un momento, ignora, ignore esto, ignorar, pensándolo bien, mejor no, al contrario, \
             demasiado pronto, haga caso omiso, solicitud equivocada, hilo equivocado, persona equivocada, \
             destinatario equivocado, para otro, para otra, para otros, de otro hilo, de otra solicitud, \
             equivoqué de, equivocado de, me confundí, quise decir, quería decir, no pagar, no pague, no \
             paguen, no paguéis, no pagues, olvidad, olviden, olviden lo, esperad, paralic*, detén*, \
             retengan, retened, pulsó, pulsé, cliqué, clicó, hizo clic, hice clic, aún no lo, todavía no lo, \
             retiro lo dicho, era para otro, era para otra, volveré sobre",
        ),
        (Class::Refusal, "rechaz*, deneg*, deniego, desaprueb*, desaprob*, me opongo, declino"),
        (Class::Negation, "nunca, jamás, ningún, ninguno, ninguna, tampoco, nadie"),
        (
            Class::Condition,
            "siempre que, siempre y cuando, a condición, con la condición, condición, condiciones, \
             condicionado, condicionada, sujeto a, sujeta a, a menos, en caso, en caso de, suponiendo, \
             depende, dependiendo, mientras, de lo contrario, con tal de, válido hasta, válida hasta, válido \
             solo, pendiente, salvo que, a reserva",
        ),
        (Class::Moment, "cuando, una vez, en cuanto, tan pronto, después, antes, hasta, a la recepción"),
        (Class::Contrast, "sin embargo, aunque, menos la, menos los, menos las, no obstante"),
        (
            Class::Limit,
            "solamente, únicamente, sólo, exclusivamente, máximo, como máximo, máx, max #, hasta #, hasta un, \
             tope, límite, limitado, limitada, parcial, parcialmente, en parte, una parte, mitad, la mitad, \
             reducir, reduzca, reduce, reducido, en lugar, en vez, descontando, excluyendo, excluido, el \
             resto, el primero, la primera, el segundo, la segunda, nada más #, con la excepción, quitad, \
             eliminar, por ciento, un tercio, dos tercios, un cuarto, # máximo, # como máximo, no más de, \
             menos el, a grandes rasgos, en gran parte, mayormente, en su mayoría, más o menos, en general, \
             en líneas generales, hay que quitar, excepto, con excepción, a excepción",
        ),
        (
            Class::Doubt,
            "quizás, quizá, tal vez, probablemente, posiblemente, a lo mejor, provisional, provisionalmente, \
             en principio, de momento, por ahora, por el momento, creo que, creo, dudo, temporalmente, casi, \
             inseguro, ya veremos, a ver, veremos, supongo, en teoría, ni idea, borrador, prueba, una prueba, \
             más tarde, anulado, a medias, no lo he visto, no lo he leído, no estoy segur*, no estoy \
             convencid*",
        ),
        (
            Class::Misgiving,
            "mal calculado, está mal, están mal, incorrect*, erróne*, equivocad*, incomplet*, falta, faltan, \
             no cuadra, no cuadran, no me convence, no tengo claro, no está claro, sospechos*, dudos*, \
             corregir, corrija, corrige, corregid*, rehacer, reenví*, duplicad*, demasiado caro, demasiado \
             alto, privado, privada, privados, gasto personal, gastos personales, es personal, de su \
             bolsillo, su cuenta, a su cargo, lo paga él, lo paga ella, los paga él, paga él, paga ella, de \
             tres, de cuatro, de cinco, de los tres, por qué, porqué tanto, por confirmar, a confirmar, por \
             revisar, quitar, quita, quiten, corre de, corre por",
        ),
        (
            Class::Delegation,
            "delego, delegar, decida, decidir, decisión, en nombre de, consulta con, consulte con, consultar, \
             pregunta a, pregúntale, pregunte a, habla con, hable con, reenvía a, remite a, última palabra, \
             que decida, que confirme, que lo revise, que lo mire, pregunta primero, pregunta antes, \
             preguntar a, pregúntenle, preguntadle, habladlo con, consultadlo",
        ),
        (
            Class::Need,
            "debe, deben, tiene que, tienen que, necesita, necesitan, hace falta, requiere, esperando",
        ),
        (Class::Too, "también"),
        (
            Class::Approval,
            "aprob*, aprueb*, autoriz*, visto bueno, acuerdo de, firmar, firme, conformidad, confirm*",
        ),
        (
            Class::Matter,
            "pagam*, pagar*, pagar, pague, pagos, reembols*, acept*, válido, válida, incluid*, incluy*, \
             cubr*, cubiert*, abonar, paguen, paguéis, abonen",
        ),
        (
            Class::Future,
            "la próxima vez, próxima vez, la próxima, en el futuro, a futuro, futuro, en adelante, el próximo \
             año, el año pasado, la última vez, el mes pasado",
        ),
        (
            Class::Invitation,
            "avísame, avíseme, avisa, avise, házmelo saber, hágamelo saber, dime, díganme, dígame, dudes, \
             dude, llámame, llámeme, contáctame, contácteme, escríbeme, escríbame, a tu disposición, a su \
             disposición, disponible, contactar, hablamos, hablaremos, salúdalo, salúdala",
        ),
        (
            Class::Trifle,
            "problema, problemas, pregunta, preguntas, objeción, objeciones, dudas, comentario, comentarios, \
             inconveniente, inconvenientes, prisa, pega, pegas, preocupación, cambios, observaciones, \
             observación, más, que añadir, que objetar, reserva, reservas, demora",
        ),
        (Class::Request, "por favor, porfa, ruego"),
        (
            Class::Harmless,
            "no dudes, no dude, no duden, no dudéis, no olvides, no olvide, no te preocupes, no se preocupe, \
             no te olvides, no hay de qué, por qué no, de nada, nada más, si necesitas, si necesita, si \
             tienes, si tiene, si hay alguna, si es necesario, si es posible, si hace falta, cualquier duda, \
             una vez más, otra vez, hasta luego, hasta pronto, hasta mañana, hasta la vista, hasta entonces, \
             hasta el lunes, hasta la próxima, sin duda, sin dudarlo, sin más, no está mal, antes de nada, no \
             hay problema, no hay prisa, pero claro, en su caso, para otra vez, para otra ocasión, no falta \
             nada, nada falta, no falta, sin falta, no es fácil, no fue fácil, personal de, tan pronto como \
             sea posible, lo antes posible, cuanto antes, he aquí por qué, sin ti, sin usted",
        ),
    ],
    at_home: &[
        (Class::Retraction, "broma, espera"),
        (Class::Negation, "nada, sin, ni, no"),
        (Class::Condition, "supuesto, según, si"),
        (Class::Moment, "luego de, tras"),
        (Class::Contrast, "pero, menos el, salvo"),
        (Class::Limit, "solo, sola, apenas"),
        (Class::Doubt, "duda"),
        (Class::Delegation, "decide"),
        (Class::Approval, "firma"),
        (Class::Matter, "paga, pago"),
        (Class::Trifle, "duda"),
    ],
};
