//! The languages of other families.
//!
//! A row each; what the columns mean stands in the parent.

use super::Language;

pub(super) const ROWS: &[Language] = &[
    Language {
        // fi
        leads: "pe|ma|ti|ke|to|la|su",
        wrote: "kirjoitti|kirjoittaa|kirjoitti seuraavasti|kirjoittivat|kirjoitit",
        from: "lähettäjä",
        sent: "lähetetty|lähetysaika",
        date: "päiväys|päivämäärä|pvm|aika",
        to: "vastaanottaja|vastaanottajat",
        subject: "aihe",
        other: "kopio|tärkeys|liitteet",
        separators: "alkuperäinen viesti|välitetty viesti|edelleenlähetetty viesti",
        forwards: "välitetty viesti alkaa|välitetty viesti|välitetyn viestin alku|\
            edelleenlähetetty viesti alkaa",
        devices: "lähetetty",
        programs: "hanki|lataa",
        ..Language::NONE
    },
    Language {
        // et
        leads: "kuupäeval",
        wrote: "kirjutas|kirjutasid",
        from: "saatja|kellelt",
        sent: "saadetud|saatmisaeg|saadeti|saatmise aeg",
        date: "kuupäev",
        to: "saaja|adressaat|kellele",
        subject: "teema|pealkiri",
        other: "koopia|tähtsus|manused",
        separators: "algne kiri|algne teade|edastatud kiri|edastatud sõnum",
        devices: "saadetud minu|saadetud",
        ..Language::NONE
    },
    Language {
        // lv
        wrote: "rakstīja|uzrakstīja",
        from: "no",
        sent: "nosūtīts|sūtīts",
        date: "datums",
        to: "kam",
        subject: "temats|tēma",
        separators: "sākotnējais ziņojums|pārsūtītā ziņa",
        devices: "nosūtīts no",
        ..Language::NONE
    },
    Language {
        // lt
        wrote: "rašė|parašė",
        from: "nuo",
        sent: "išsiųsta|siųsta",
        date: "data",
        to: "kam",
        subject: "tema",
        separators: "pradinis pranešimas|persiųstas laiškas|pradinis laiškas",
        devices: "išsiųsta iš",
        ..Language::NONE
    },
    Language {
        // hu
        leads: "ekkor",
        wrote: "írta|ezt írta|írta a következőt|a következőt írta|írta a következőket|keltezéssel",
        from: "feladó",
        sent: "elküldve|küldve|küldés dátuma",
        date: "dátum",
        to: "címzett",
        subject: "tárgy",
        other: "másolat|másolatot kap|fontosság",
        separators: "eredeti üzenet|továbbított üzenet|továbbított levél|eredeti levél",
        forwards: "továbbított levél kezdete|a továbbított levél kezdete|továbbított üzenet kezdete|\
            a továbbított üzenet kezdete|továbbított üzenet eleje",
        devices: "elküldve a|küldve a|küldve az",
        programs: "letöltés",
        endings: "küldve|elküldve|küldöm|küldtem",
    },
    Language {
        // el
        leads: "στις|στης|την",
        wrote: "έγραψε|έγραψαν|ο χρήστης|έγραψες",
        from: "από|από το|αποστολέας",
        sent: "αποστολή|στάλθηκε|εστάλη|απεστάλη",
        date: "ημερομηνία|ημ/νία",
        to: "προς|παραλήπτης",
        subject: "θέμα",
        other: "κοιν.|κοιν|κοινοποίηση",
        separators: "αρχικό μήνυμα|προωθημένο μήνυμα|προωθούμενο μήνυμα",
        forwards: "αρχή προωθημένου μηνύματος|έναρξη προωθημένου μηνύματος|αρχή προωθούμενου μηνύματος",
        devices: "στάλθηκε από το|στάλθηκε από|εστάλη από|απεστάλη από",
        programs: "αποκτήστε το|λήψη του|κατεβάστε το",
        ..Language::NONE
    },
    Language {
        // tr
        wrote: "şunu yazdı|şunları yazdı|yazdı|tarihinde yazdı|yazmış",
        from: "kimden|gönderen",
        sent: "gönderilen|gönderildi|gönderme tarihi|gönderim tarihi",
        date: "tarih",
        to: "kime|alıcı",
        subject: "konu",
        other: "bilgi|önem",
        separators: "orijinal mesaj|özgün ileti|özgün mesaj|orijinal ileti|iletilen mesaj|iletilen ileti|\
            yönlendirilen ileti|yönlendirilmiş ileti|yönlendirilmiş mesaj",
        forwards: "iletilen ileti başlangıcı|iletilmiş ileti başlangıcı|yönlendirilen ileti başlangıcı|\
            yönlendirilen iletinin başlangıcı|iletilen mesajın başlangıcı",
        programs: "edinin",
        endings: "gönderildi|gönderilmiştir|uygulamasından gönderildi|yükleyin|edinin",
        ..Language::NONE
    },
    Language {
        // vi
        leads: "vào|vào lúc|lúc",
        wrote: "đã viết|viết|đã gửi",
        from: "từ|người gửi",
        sent: "đã gửi|gửi|ngày gửi",
        date: "date|ngày",
        to: "đến|tới|người nhận",
        subject: "chủ đề|tiêu đề",
        separators: "tin nhắn gốc|thư gốc|thư đã chuyển tiếp|forwarded message",
        forwards: "bắt đầu thư được chuyển tiếp",
        devices: "đã gửi từ|gửi từ|được gửi từ",
        ..Language::NONE
    },
    Language {
        // id
        leads: "pada",
        wrote: "menulis|menulis:",
        from: "dari",
        sent: "terkirim|dikirim",
        date: "tanggal",
        to: "kepada|ke",
        subject: "perihal|subjek",
        separators: "pesan asli|pesan terusan|pesan yang diteruskan",
        devices: "dikirim dari|terkirim dari",
        ..Language::NONE
    },
    Language {
        // ar
        leads: "في|بتاريخ|يوم|تمت كتابة",
        wrote: "كتب|كتبت|تمت كتابة ما يلي بواسطة|تمت كتابة|قال",
        from: "من|المرسل",
        sent: "تم الإرسال|تاريخ الإرسال|أرسلت|أُرسلت",
        date: "التاريخ|تاريخ",
        to: "إلى|الى",
        subject: "الموضوع|موضوع",
        other: "نسخة|نسخة إلى",
        separators: "الرسالة الأصلية|رسالة أصلية|رسالة محولة|الرسالة المعاد توجيهها|رسالة معاد توجيهها",
        forwards: "بدء الرسالة المعاد توجيهها|بداية الرسالة المحولة|بداية الرسالة المعاد توجيهها",
        devices: "أُرسلت من|أرسلت من|تم الإرسال من|مرسل من",
        programs: "احصل على|الحصول على",
        ..Language::NONE
    },
    Language {
        // he
        leads: "בתאריך|ב-|ביום|ב",
        wrote: "כתב|כתבה|מאת|כתב/ה|נכתב על ידי",
        from: "מאת|מ",
        sent: "נשלח|נשלח ב",
        date: "תאריך",
        to: "אל|ל",
        subject: "נושא|הנדון",
        other: "עותק|העתק",
        separators: "הודעה מקורית|הודעה שהועברה",
        forwards: "תחילת ההודעה שהועברה",
        devices: "נשלח מה|נשלח מ|נשלח מה-",
        ..Language::NONE
    },
    Language {
        // th
        leads: "เมื่อ|ในวันที่|วันที่",
        wrote: "เขียนว่า|เขียน",
        from: "จาก",
        sent: "ส่ง|ส่งเมื่อ",
        date: "วันที่",
        to: "ถึง",
        subject: "เรื่อง|หัวเรื่อง",
        separators: "ข้อความต้นฉบับ",
        devices: "ส่งจาก",
        ..Language::NONE
    },
    Language {
        // zh
        leads: "在|于|於|在邮件",
        wrote: "写道|寫道|写到|撰写|来信|写了",
        from: "发件人|寄件者|寄件人|发信人|自",
        sent: "发送时间|发送日期|寄件日期|傳送時間|发件时间|寄件時間|傳送日期",
        date: "日期|時間|时间",
        to: "收件人|收件者|至",
        subject: "主题|主題|主旨|标题",
        other: "抄送|副本|密送|附件",
        separators: "原始邮件|原始郵件|原邮件|邮件原件|原信|回复的原邮件|回复的邮件|转发邮件|转发邮件信息|转发的邮件|转发信息|轉寄郵件|轉寄的郵件|已轉寄的郵件|被转发的邮件|原始信件|原始訊息",
        forwards: "开始转发的邮件|开始转发的信息|開始轉寄郵件|以下是转发的邮件|轉寄的郵件|下面是被转发的邮件",
        devices: "從我的|从我的|发自我的|發自我的|来自我的|发自|發自|从 |從 ",
        programs: "获取|取得|下載|下载",
        endings: "发送|傳送|發送|传送|寄出",
    },
    Language {
        // ja
        wrote: "のメッセージ|書きました|書き込みました|が書いた|さんは書きました|さんからのメール|のメール|wrote",
        from: "差出人|送信元|送信者|から|from",
        sent: "送信日時|送信日|送信時刻",
        date: "日付|日時",
        to: "宛先|送信先|受信者",
        subject: "件名|題名",
        other: "返信先|添付",
        separators: "元のメッセージ|元のメール|オリジナルメッセージ|転送メッセージ|転送されたメッセージ|転送メール|オリジナル メッセージ",
        forwards: "転送されたメッセージ|転送されたメール|以下は転送されたメッセージです",
        endings: "から送信|からの送信|より送信|を入手|から送信されました",
        ..Language::NONE
    },
    Language {
        // ko
        wrote: "작성|님이 작성|님이 작성하였습니다|님이 작성한 글|님이 쓴 글|이(가) 작성|님의 메시지|님의 말",
        from: "보낸 사람|보낸사람|발신자|발신",
        sent: "보낸 날짜|보낸날짜|보낸 시간|보냄",
        date: "날짜|일시",
        to: "받는 사람|받는사람|수신자|수신",
        subject: "제목",
        other: "참조|숨은참조|중요도",
        separators: "원본 메시지|원본메시지|원본 메일|원본메일|전달된 메시지|전달 메시지|전달된 메일",
        forwards: "전달된 메시지의 시작|전달된 메시지|전달된 이메일",
        endings: "에서 보냄|에서 보냈습니다|에서 전송됨|에서 나의|다운로드",
        ..Language::NONE
    },
];
