//! Portuguese phrases beside a decision.
//!
//! Knows words. Must not know what follows from them.

use super::super::super::words::Language;
use super::{Class, Vocabulary};

pub(super) const VOCABULARY: Vocabulary = Vocabulary {
    language: Language::Portuguese,
    anywhere: &[
        (
            Class::Retraction,
            "retiro o que, retiro, esqueça, esquece, cancele, cancela, anule, anular, mudei de ideia, mudei \
             de opinião, brincadeira, estou brincando, estou a brincar, por engano, por erro, engano meu, \
             erro meu, enganei me, me enganei, email errado, mensagem errada, e mail errado, espere, aguarde, \
             um momento, um instante, desconsidere, pensando bem, pensando melhor, melhor não, pelo \
             contrário, cedo demais, na verdade não, pedido errado, pedido incorreto, processo errado, pessoa \
             errada, destinatário errado, conversa errada, assunto errado, para outro, para outra, para \
             outros, de outro pedido, quis dizer, queria dizer, não pagar, não pague, não paguem, aguardem, \
             esperem, esqueçam, confundi, suspend*, parem, segurem, clicou, cliquei, carregou, carreguei, \
             ainda não li, retiro o que disse, era para outro, era para outra, volto atrás, voltar atrás",
        ),
        (
            Class::Refusal,
            "rejeit*, recus*, reprov*, nego, negado, negada, desaprov*, oponho me, me oponho, indefir*, \
             indeferid*",
        ),
        (Class::Negation, "não, nunca, jamais, nenhum, nenhuma, ninguém, tampouco"),
        (
            Class::Condition,
            "desde que, contanto que, sob condição, sob a condição, com a condição, condição, condições, \
             condicionado, condicionada, condicional, sujeito a, sujeita a, a menos que, a não ser, em caso, \
             no caso de, dependendo, depende, supondo, senão, caso contrário, enquanto, mediante, pendente, \
             com ressalva, com ressalvas, sob reserva, válido até, válida até, salvo se",
        ),
        (Class::Moment, "quando, assim que, logo que, após, uma vez que, ao receber, a partir de"),
        (
            Class::Contrast,
            "porém, porem, contudo, todavia, entretanto, no entanto, menos o, menos a, menos os, menos as, \
             embora, à excepção",
        ),
        (
            Class::Limit,
            "somente, apenas, unicamente, exclusivamente, máximo, no máximo, max #, até #, até ao limite, \
             limite, limitado, limitada, parcial, parcialmente, em parte, uma parte, metade, a metade, \
             reduzir, reduza, reduzido, em vez, em lugar, ao invés, o resto, o restante, excluindo, excluído, \
             o primeiro, a primeira, o segundo, a segunda, à excepção de, com a exceção, tirar, tire, tirem, \
             retirar, retirem, remover, por cento, um terço, dois terços, um quarto, # máximo, # no máximo, \
             não mais de, não mais que, em linhas gerais, no geral, em grande parte, na maior parte, mais ou \
             menos, em geral, na maioria, de modo geral, exceto, excepto, à exceção, com exceção",
        ),
        (
            Class::Doubt,
            "talvez, provavelmente, possivelmente, provisório, provisória, provisoriamente, em princípio, a \
             princípio, por enquanto, por agora, para já, acho que, acho, creio, dúvida, duvido, \
             temporariamente, quase, eventualmente, veremos, vamos ver, logo se vê, suponho, em teoria, sei \
             lá, espero que esteja, rascunho, teste, um teste, mais tarde, anulado, ainda não vi, não tenho \
             certeza, não tenho a certeza, não estou segur*, não estou convencid*",
        ),
        (
            Class::Misgiving,
            "errad*, incorret*, incorrect*, incomplet*, inexat*, falta, faltam, faltando, não bate, não \
             batem, não confere, não conferem, não está claro, não está certo, suspeit*, duvidos*, estranh*, \
             corrigir, corrija, corrige, refazer, refaça, rever, reenvi*, duplicad*, demasiado caro, caro \
             demais, muito alto, privado, privada, particular, pessoal, pessoais, por conta dele, por conta \
             dela, conta própria, do bolso, próprio bolso, ele paga, ela paga, paga ele, paga ela, de três, \
             de quatro, de cinco, dos três, das três, por que tanto, porque tanto, por quê, a confirmar, por \
             confirmar, preciso tirar, tem que sair, é preciso retirar",
        ),
        (
            Class::Delegation,
            "delego, delegar, decida, decidir, decisão, em nome de, fale com, fala com, consulte, consultar, \
             pergunte a, pergunte ao, pergunta ao, pergunta à, encaminhe para, encaminhar para, veja com, \
             última palavra, palavra final, que decida, que decide, que confirme, pergunte primeiro, pergunte \
             antes, perguntar ao, perguntar à, perguntem, confirme com, confirmar com",
        ),
        (
            Class::Need,
            "deve, devem, tem que, têm que, tem de, precisa, precisam, requer, aguardando, aguardar",
        ),
        (Class::Too, "também"),
        (Class::Approval, "aprov*, autoriz*, assinatura, assinar, assine, confirm*, concord*"),
        (
            Class::Matter,
            "pagam*, pagar*, pagar, pague, pagamento, reembols*, aceit*, válido, válida, incluíd*, inclui, \
             cobert*, de acordo, paguem, transferência",
        ),
        (
            Class::Future,
            "da próxima vez, na próxima vez, próxima vez, da próxima, na próxima, no futuro, futuramente, \
             futuro, daqui para a frente, daqui em diante, doravante, no ano passado, ano passado, da última \
             vez, no mês passado",
        ),
        (
            Class::Invitation,
            "avise me, me avise, me avisa, avisa me, avisem, diga me, me diga, me fale, ligue me, me ligue, \
             liga me, me liga, contacte me, entre em contato, entrem em contato, entre em contacto, hesite, \
             hesitem, hesites, à disposição, ao dispor, disponível, escreva me, informe me, me informe, \
             falamos, falaremos, conversamos, dá lhe um",
        ),
        (
            Class::Trifle,
            "problema, problemas, pergunta, perguntas, questão, questões, objeção, objeções, objecções, \
             dúvida, dúvidas, comentário, comentários, preocupação, preocupações, pressa, mais, a \
             acrescentar, a opor, a declarar, ressalva, ressalvas, restrição, restrições, reservas, \
             alterações, observações, demora",
        ),
        (Class::Request, "por favor, por gentileza, faz favor"),
        (
            Class::Harmless,
            "não hesite, não hesites, não hesitem, não esqueça, não te esqueças, não se esqueça, não se \
             preocupe, não te preocupes, não há problema, não tem problema, não há pressa, por que não, \
             porque não, de nada, nada mais, nada contra, se precisar, se precisares, se tiver, se tiveres, \
             se houver, se necessário, se possível, se for preciso, se for necessário, qualquer dúvida, em \
             caso de dúvida, em caso de dúvidas, caso precise, caso necessário, mais uma vez, outra vez, uma \
             vez mais, até logo, até breve, até amanhã, até já, até mais, até à próxima, até segunda, sem \
             dúvida, sem mais, tudo certo, antes de mais, antes de tudo, não é mau, mas claro, nada mal, para \
             outra vez, não falta nada, nada falta, sem falta, não foi fácil, não é fácil, pessoal do, \
             pessoal da, pessoal de, nada de errado, o pessoal, assim que possível, logo que possível, o \
             quanto antes, sem ti, sem você",
        ),
    ],
    at_home: &[
        (Class::Retraction, "espera, ignore"),
        (Class::Negation, "nao, nada, sem, nem"),
        (Class::Condition, "caso, salvo, se"),
        (Class::Moment, "depois, antes, até"),
        (Class::Contrast, "mas, mais"),
        (Class::Limit, "só"),
        (Class::Delegation, "decide"),
        (Class::Approval, "aval"),
        (Class::Matter, "paga"),
        (Class::Request, "favor"),
        (Class::Harmless, "no, na, nos, em, mais, me"),
    ],
};
