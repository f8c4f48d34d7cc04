//! Romance languages.
//!
//! A row each; what the columns mean stands in the parent.

use super::Language;

pub(super) const ROWS: &[Language] = &[
    Language {
        // fr
        leads: "le|en date du|à|dans un message du",
        wrote: "a écrit|ont écrit|a ecrit|écrivait|nous a dit|a dit|a envoyé|écrit|avez écrit",
        from: "de|expéditeur|émetteur|de la part de",
        sent: "envoyé|envoyé le|envoyée|envoye|date d'envoi",
        date: "date|le",
        to: "à|pour|destinataire|destinataires|a",
        subject: "objet|sujet",
        other: "copie à|copie|cci|importance|pièces jointes|répondre à",
        separators: "message d'origine|message original|message initial|message originel|mail original|\
            e-mail d'origine|courriel original|message transféré|message réexpédié|message transmis|\
            message suivi|message précédent|mail transféré|e-mail transféré",
        forwards: "début du message réexpédié|début du message transféré|début du message transmis|\
            début du courriel transféré|début de l'e-mail transféré|message transféré",
        devices: "envoyé de mon|envoyé depuis mon|envoyé à partir de mon|envoyé de ma|envoyé depuis ma|\
            envoyée de mon|envoyé depuis|envoyé de|envoyé à partir de|envoyé d'un|de mon|depuis mon|\
            depuis ma",
        programs: "envoyé avec|envoyé par|envoyé via|envoyé grâce à|télécharger|téléchargez|obtenez|obtenir|\
            provenance",
        ..Language::NONE
    },
    Language {
        // es
        leads: "el|con fecha|en fecha|en|a las|el día",
        wrote: "escribió|escribieron|escribio|escribía|ha escrito|escribe|dijo|escribiste",
        from: "de|remitente|desde",
        sent: "enviado|enviado el|enviada|enviada el|fecha de envío",
        date: "fecha",
        to: "para|a|destinatario|destinatarios",
        subject: "asunto",
        other: "importancia|datos adjuntos|responder a|cco|copia",
        separators: "mensaje original|mensaje reenviado|mensaje de origen|correo original|mensaje anterior|\
            mensaje enviado|correo reenviado",
        forwards: "inicio del mensaje reenviado|comienzo del mensaje reenviado|mensaje reenviado|\
            inicio de mensaje reenviado",
        devices: "enviado desde mi|enviado de mi|enviado desde un|enviado desde|enviado con mi|desde mi|\
            mandado desde mi",
        programs: "enviado con|enviado por|enviado mediante|enviado a través de|obtener|obtén|descargar|\
            descarga",
        ..Language::NONE
    },
    Language {
        // ca
        leads: "el|el dia",
        wrote: "ha escrit|va escriure|escrigué|ha escrit el següent",
        from: "de",
        sent: "enviat|enviat el",
        date: "data",
        to: "per a|a",
        subject: "assumpte|tema",
        separators: "missatge original|missatge reenviat",
        forwards: "inici del missatge reenviat",
        devices: "enviat des del meu|enviat des de",
        ..Language::NONE
    },
    Language {
        // gl
        leads: "o",
        wrote: "escribiu",
        sent: "enviado o",
        to: "para",
        separators: "mensaxe orixinal|mensaxe reenviada",
        ..Language::NONE
    },
    Language {
        // it
        leads: "il|in data|il giorno|alle ore|alle|nel messaggio",
        wrote: "ha scritto|hanno scritto|scrive|scrisse|ha inviato|scritto",
        from: "da|mittente",
        sent: "inviato|inviato il|data invio|inviata",
        date: "data",
        to: "a|destinatario|destinatari",
        subject: "oggetto",
        other: "ccn|priorità|allegati|rispondi a",
        separators: "messaggio originale|messaggio inoltrato|messaggio originario|messaggio precedente|\
            mail originale",
        forwards: "inizio messaggio inoltrato|inizio del messaggio inoltrato|messaggio inoltrato",
        devices: "inviato da|inviato dal mio|inviato dalla mia|inviato dal|inviato dall'|dal mio",
        programs: "inviato con|inviato tramite|scarica|ottieni|inviato da",
        ..Language::NONE
    },
    Language {
        // pt
        leads: "em|no dia|na data de|a|às|no",
        wrote: "escreveu|escreveram|escrevia|disse|enviou",
        from: "de|remetente",
        sent: "enviado|enviada em|enviado em|enviada|enviado a|enviadas",
        date: "data",
        to: "para|destinatário|a",
        subject: "assunto",
        other: "anexos|prioridade|responder a",
        separators: "mensagem original|mensagem encaminhada|mensagem reencaminhada|mensagem anterior|\
            e-mail original",
        forwards: "início da mensagem encaminhada|início da mensagem reencaminhada|\
            inicio da mensagem encaminhada|inicio da mensagem reencaminhada|mensagem encaminhada",
        devices: "enviado do meu|enviado da minha|enviado a partir do meu|enviado pelo meu|enviado via meu|\
            enviado do|enviado a partir do|enviado a partir de|enviado de um|do meu",
        programs: "enviado pelo|enviado por|enviado via|enviado com o|obter o|obtenha o|baixe o|descarregar o|\
            transferir o",
        ..Language::NONE
    },
    Language {
        // ro
        leads: "în|in|la|pe",
        wrote: "a scris|a scris următoarele|au scris",
        from: "de la|expeditorul|expeditor|de",
        sent: "trimis|trimis la|trimisă|trimis pe",
        date: "dată|data",
        to: "către|destinatarul|destinatar|pentru",
        subject: "subiect|subiectul|subject",
        other: "importanță|atașări",
        separators: "mesaj original|mesajul original|mesaj inițial|mesaj redirecționat|mesaj retransmis|\
            mesaj transmis",
        forwards: "începutul mesajului redirecționat|început mesaj redirecționat|începutul mesajului retransmis\
            începutul mesajului redirecționat|început mesaj redirecționat|începutul mesajului retransmis",
        devices: "trimis de pe|trimis din|trimis de la|expediat de pe",
        programs: "trimis cu|trimis prin|obțineți|descărcați",
        ..Language::NONE
    },
];
