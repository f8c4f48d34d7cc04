//! German phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::German,
    anywhere: &[
        (
            Class::Retraction,
            "vergiss es, vergessen sie das, nehme ich zurück, ziehe ich zurück, zurückziehen, nehme das \
             zurück, nehme zurück, ziehe zurück, nehme meine, widerruf*, widerrufe, ich widerrufe, \
             rückgängig, kommando zurück, storno, storniere*, streich das, scherz, nur ein scherz, nur spaß, \
             kleiner scherz, war ein scherz, versehentlich, aus versehen, irrtümlich, irrtum, falsche mail, \
             falsche e mail, falsche nachricht, falscher vorgang, falscher knopf, mein fehler, verklickt, \
             vertippt, moment mal, moment noch, warten sie, wartet, nochmal überlegt, anders überlegt, es mir \
             anders, ignorier*, bitte ignorieren, doch nicht, lieber nicht, zu früh, zu schnell, war nicht so \
             gemeint, das gegenteil, falscher antrag, falschen antrag, falscher thread, falschen thread, \
             falschen mail, falscher fall, falsche anfrage, falschen vorgang, falscher empfänger, falschen \
             empfänger, falschen person, falsche taste, falschen knopf, galt einer, galt einem, galt der, \
             galt dem, galt jemand, gilt einem anderen, für einen anderen, für eine andere, für jemand, \
             gedacht für, antrag gedacht, quatsch, zu schnell geklickt, abgeschickt bevor, noch nicht \
             auszahlen, nicht auszahlen, warten mit, auszahlung warten, zahlung warten, zu warten, bitte \
             warten, noch warten, bitte halten, anhalten, aufhalten, zurückhalten, vergesst, vergiss das, \
             vergessen sie, ziehe _ zurück, nehme _ zurück, ziehe es zurück, geklickt, gedrückt, komme darauf \
             zurück, komme ich zurück, noch nicht angeschaut, war für einen anderen, war für eine andere, war \
             für einen, war für eine, galt einem anderen, die falsche taste, drüber schlafen, darüber \
             schlafen",
        ),
        (
            Class::Refusal,
            "ablehn*, abgelehn*, lehne, lehnen, zurückgewies*, zurückweis*, verweiger*, widersprech*, \
             einspruch",
        ),
        (
            Class::Negation,
            "nicht, nichts, kein, keine, keinen, keiner, keinem, keines, nie, niemals, nein, ohne, weder, \
             keinesfalls, keineswegs, nirgends, niemand, nimmer",
        ),
        (
            Class::Condition,
            "wenn, falls, sofern, soweit, sollte, sollten, vorausgesetzt, vorausetzung, voraussetzung, unter \
             der bedingung, unter der voraussetzung, bedingung, bedingungen, vorbehalt, vorbehaltlich, unter \
             vorbehalt, abhängig, solange, andernfalls, ansonsten, es sei denn, im falle, nur bei, bedingt, \
             befristet, auflage, auflagen, gilt nur, gültig bis, ab januar, ab februar, ab märz, ab april, ab \
             mai, ab juni, ab juli, ab august, ab september, ab oktober, ab november, ab dezember, erst ab",
        ),
        (
            Class::Moment,
            "fehlt noch, fehlen noch, noch fehlt, warten auf, steht noch aus, steht aus, sobald, nachdem, \
             bevor, ehe, nach eingang, nach erhalt, nach prüfung, nach vorlage, nach rücksprache, nach \
             freigabe, nach zustimmung, bei vorlage, bei eingang, gegen vorlage, gegen beleg",
        ),
        (
            Class::Contrast,
            "aber, jedoch, allerdings, bis auf, abgesehen, obwohl, allerding, dennoch, hingegen, wobei, mit \
             ausnahme",
        ),
        (
            Class::Limit,
            "nur, lediglich, ausschließlich, ausschliesslich, höchstens, maximal, maximum, bis zu, bis #, bis \
             max, teilweise, zum teil, teilbetrag, anteilig, hälfte, abzüglich, minus, statt, stattdessen, \
             gekürzt, kürzen, kürze, reduzier*, begrenz*, beschränk*, gedeckelt, eingeschränkt, der rest, den \
             rest, die erste, der erste, das erste, die zweite, der zweite, die anderen, exklusive, exkl, mit \
             ausnahme von, herausnehmen, rausnehmen, herausgenommen, streichen, gestrichen, prozent, ein \
             drittel, zwei drittel, ein viertel, bruchteil, anteil*, selbst, selber, # max, # maximal, # \
             reichen, # reicht, mehr nicht, nicht mehr als, im großen und ganzen, größtenteils, überwiegend, \
             weitgehend, zum großen teil, mehr oder weniger, im wesentlichen, in teilen, außer, ausser, \
             ausgenommen",
        ),
        (
            Class::Doubt,
            "vielleicht, eventuell, vermutlich, wahrscheinlich, womöglich, vorläufig, vorerst, erstmal, \
             einstweilen, zweifel, grundsätzlich, im prinzip, prinzipiell, eigentlich, glaube ich, denke ich, \
             ich glaube, ich denke, schweren herzens nicht, provisorisch, tendenziell, quasi, beinahe, glaub, \
             glaub ich, mal schauen, mal gucken, schauen wir, keine ahnung, hoffe ich, theoretisch, bisher, \
             soweit ich weiß, sehen wir mal, werden sehen, entwurf, test, ein test, später, storniert, \
             hinfällig, ungültig, noch noch nicht gelesen, nicht gesehen, nicht sicher, nicht ganz sicher, \
             unsicher, nicht überzeugt",
        ),
        (
            Class::Misgiving,
            "falsch*, fehlerhaft*, unvollständig*, unrichtig*, fehlt, fehlen, stimmt nicht, stimmen nicht, \
             stimmt was nicht, stimmt etwas nicht, nicht klar, unklar*, verdächtig*, korrigier*, berichtig*, \
             überarbeit*, doppelt, zu hoch, zu teuer, überhöht*, neu einreichen, nochmal einreichen, erneut \
             einreichen, privat*, eigene kosten, eigenen kosten, eigene tasche, eigener tasche, seine kosten, \
             ihre kosten, seinen lasten, trägt er, trägt sie, bauchschmerzen, ungutes gefühl, ungereimt*, \
             komisch, von drei, von vier, von fünf, von den drei, von den vier, warum, wieso, weshalb, \
             heraus*, raus*, rausrechn*, abzieh*, abzuzieh*, spanisch vor, seltsam vor, komisch vor, zu \
             bestätigen, noch zu klären, zu klären, geht auf ihn, geht auf sie, geht auf seine, geht auf ihre",
        ),
        (
            Class::Delegation,
            "entscheide*, entscheidung, entscheidet, im auftrag, in vertretung, absprache mit, rücksprache \
             mit, rücksprache, weitergeleitet an, weiterleiten an, fragen sie, frage bei, delegier*, \
             übergebe, klären sie, kläre das, abstimmen mit, abstimmung mit, letzte wort, das sagen, bitte _ \
             fragen, bitte _ _ fragen, bitte noch _ fragen, erst _ fragen, vorher _ fragen, zuerst _ fragen, \
             soll entscheiden, soll prüfen, klären mit, klärt das, klär das, gegenprüf*, bitte _ noch fragen, \
             bitte _ _ noch fragen, drüberschau*, draufschau*, drübersehen, gegenles*, drüber schauen, drauf \
             schauen, noch der chef, soll _ klären, soll _ entscheiden, soll _ prüfen",
        ),
        (Class::Need, "muss, müssen, müsste, braucht, benötigt, brauche, brauchen, steht aus, warten auf"),
        (Class::Too, "auch noch, ebenfalls, zusätzlich"),
        (
            Class::Approval,
            "genehmig*, freigabe, freigaben, freigegeben, freigeben, zustimm*, zugestimmt, zustimmung, \
             bewillig*, einverstanden, stimmt zu, unterschrift, unterschreib*, gegenzeichn*",
        ),
        (
            Class::Matter,
            "bezahl*, zahlen, zahle, zahlung, überweis*, erstatt*, gilt, gelten, gültig, akzeptier*, \
             übernehm*, übernommen, enthalten, inklusive, abgerechnet, abrechn*, zahlt, auszahl*, \
             auszuzahlen, ausgezahlt, auszahlung",
        ),
        (
            Class::Future,
            "nächstes mal, nächste mal, nächsten mal, beim nächsten, das nächste mal, in zukunft, künftig, \
             zukünftig, zukunft, nächstes jahr, nächsten monat, letztes jahr, letztes mal, im herbst, letzten \
             monat",
        ),
        (
            Class::Invitation,
            "melden sie sich, melde dich, meldet euch, meldet, melden sich, sag bescheid, sagt bescheid, \
             sagen sie bescheid, bescheid geben, gib bescheid, gebt bescheid, geben sie bescheid, bescheid, \
             ruf mich an, rufen sie mich an, rufen sie an, ruf an, stehe ich, stehe gern, zur verfügung, \
             gerne melden, schreib mir, schreiben sie mir, kontaktier*, sprich mich an, sprechen sie mich an, \
             erreichbar, wende dich, wenden sie sich, reden wir, sprechen wir, können wir über, grüß",
        ),
        (
            Class::Trifle,
            "problem, probleme, frage, fragen, rückfragen, rückfrage, einwand, einwände, einwänden, bedenken, \
             sorge, sorgen, anmerkung, anmerkungen, ursache, thema, eile, hektik, stress, umstände, weiteres, \
             weiteren, kommentar, zweifel, ding, änderung, änderungen, beanstandung, beanstandungen, \
             hinzuzufügen, grund, diskussion, aufwand, antwort",
        ),
        (Class::Request, "bitte"),
        (
            Class::Harmless,
            "nicht vergessen, vergiss nicht, vergessen sie nicht, bitte beachten, nichts dagegen, nichts \
             hinzuzufügen, nichts weiter, nicht nötig, nicht notwendig, nicht schlecht, nicht schlimm, nicht \
             der rede wert, nicht zögern, zögere nicht, zögern sie nicht, keine ursache, warum nicht, wenn \
             noch etwas, wenn noch was, falls noch etwas, falls noch was, falls nötig, wenn nötig, wenn \
             möglich, falls gewünscht, wenn du fragen, wenn sie fragen, falls du fragen, falls sie fragen, \
             falls fragen, bei fragen, wenn fragen, sollten fragen, sollten sie fragen, sollten noch fragen, \
             sollten sie noch fragen, falls noch fragen, falls es noch fragen, bis morgen, bis bald, bis \
             dann, bis später, bis nächste woche, bis montag, bis dienstag, bis mittwoch, bis donnerstag, bis \
             freitag, bis heute abend, bis gleich, gern geschehen, einmal mehr, noch einmal, moment dauern, \
             nicht nur, zweifellos, ohne zweifel, ohne weiteres, ohne wenn und aber, halb so wild, großen \
             teil, guten morgen, aber gerne, aber gern, aber natürlich, aber sicher, aber klar, aber \
             selbstverständlich, für ein anderes mal, nichts falsch, nichts fehlt, fehlt nichts, nicht \
             falsch, nicht einfach, nicht leicht, kein leichter, war leider, im urlaub, hoffe ich doch, \
             sobald wie möglich, sobald möglich, erst heute, erst jetzt, erst gestern, weshalb nicht, heraus \
             aus, deshalb, rausgekommen, herausforder*, herausragend*, heraussuch*, herausgefunden, \
             abziehbar, muss toll, muss schön, ohne dich, bevor ich es vergesse, nicht dass, wenn du in, \
             keine ahnung wie",
        ),
    ],
    at_home: &[
        (Class::Retraction, "stopp, moment, warte, halt"),
        (Class::Negation, "nö"),
        (Class::Condition, "sonst"),
        (Class::Moment, "bis, erst"),
        (Class::Limit, "allein, teil, halb, halbe, halben"),
        (Class::Doubt, "evtl, wohl, mal sehen"),
        (Class::Delegation, "frag"),
        (Class::Too, "soll"),
        (Class::Trifle, "not"),
        (Class::Request, "bitten"),
    ],
};
