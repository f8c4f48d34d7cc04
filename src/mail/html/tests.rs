//! What a reader sees of HTML.

use proptest::prelude::*;

use super::*;

fn shown(html: &str) -> String {
    render(html).text.trim_end().to_owned()
}

#[test]
fn blocks_are_lines_and_blanks_collapse() {
    assert_eq!(shown("<p>a\n  b</p><p>c</p>"), "a b\n\nc");
    assert_eq!(shown("<div>a</div><div>b<br>c</div>"), "a\nb\nc");
    assert_eq!(shown("<div>a</div><div><br></div><div>b</div>"), "a\n\nb");
    assert_eq!(
        shown("a<b>b</b> c &amp; d&nbsp;e &euro;5 &#8364;6 &copy2026 &unknown; &"),
        "ab c & d\u{a0}e €5 €6 ©2026 &unknown; &"
    );
    assert_eq!(shown("<pre>a\n  b</pre>"), "a\n  b");
    assert_eq!(shown("1 < 2 <3"), "1 < 2 <3");
}

#[test]
fn a_row_is_a_line_whatever_is_in_its_cells() {
    assert_eq!(
        shown("<table><tr><td>Total</td><td>$5</td></tr><tr><td>Tax<td>$1</table>"),
        "Total\t$5\nTax\t$1"
    );
    assert_eq!(
        shown("<table><tr><td><p>Total</p></td><td><div>$5</div></td></tr></table>end"),
        "Total\t$5\nend"
    );
    let nested = "<table><tr><td>Total</td><td><table><tr><td>USD</td><td>5</td></tr><tr><td>EUR</td><td>4</td></tr></table></td></tr></table>";
    assert_eq!(shown(nested), "Total\tUSD\t5\nEUR\t4");
}

#[test]
fn cells_of_as_many_lines_are_read_across() {
    assert_eq!(
        shown("<table><tr><td>Tax<br><b>Total</b><br></td><td>$1<br/>$5</td></tr></table>end"),
        "Tax\t$1\nTotal\t$5\nend"
    );
    assert_eq!(
        shown(
            "<blockquote><table><tr><td><p>A</p><p>B</p></td><td><p>1</p><p>2</p></td></tr></table></blockquote>"
        ),
        "> A\t1\n\n> B\t2"
    );
    assert_eq!(shown("<table><tr><td>a<br>b<br>c</td><td>1<br>2</td></tr></table>"), "a\nb\nc\t1\n2");
    let nested = "<table><tr><td>a<br>b</td><td><table><tr><td>1</td></tr><tr><td>2</td></tr></table></td></tr></table>";
    assert_eq!(shown(nested), "a\nb\t1\n2");
}

#[test]
fn what_nobody_sees_is_kept_apart() {
    for html in [
        "<div style='display:none'>no</div>yes",
        "<div style='DISPLAY : none !important'><p>no</div>yes",
        "<span style='visibility:hidden'>no</span>yes",
        "<span style='opacity:0'>no</span>yes",
        "<span style='font-size:0px'>no</span>yes",
        "<span style='font-size:0'><b style='font-size:1em'>no</b></span>yes",
        "<div hidden>no</div>yes",
        "<style>.x{display:none} p{color:black}</style><div class='a x'>no</div>yes",
        "<style><!-- /* c */ #y { visibility: hidden; } --></style><div id=y>no</div>yes",
        "<div style='max-height:0;overflow:hidden'>no</div>yes",
        "<div style='height:0;overflow:hidden'>no</div>yes",
        "<font color=white>no</font>yes",
        "<span style='color:#fff'>no</span>yes",
        "<span style='color:rgb(254, 254, 254)'>no</span>yes",
        "<div style='background:#000'><font color='#000000'>no</font></div>yes",
        "<div style='position:absolute;left:-9999px'>no</div>yes",
        "<del>no</del>yes",
        "<s>no</s>yes",
        "<strike><div>no</strike>yes</div>",
        "<span style='text-decoration:line-through'>no</span>yes",
        "<span style='display:none'><div>no</span>no</div></span>yes",
    ] {
        let rendered = render(html);
        assert_eq!(rendered.text.trim(), "yes", "{html}");
        assert!(rendered.hidden.contains("no"), "{html}");
    }
}

#[test]
fn what_is_no_text_is_nowhere() {
    for html in [
        "<head><title>no</title></head>yes",
        "<!-- no -->yes",
        "<!--[if mso]>no<![endif]-->yes",
        "<![if !mso]>yes<![endif]>",
        "<script>no</script>yes",
        "<style>no { }</style>yes",
        "<!DOCTYPE html><?xml no ?>yes",
        "yes<!-- no",
        "yes<script>no",
        "<img alt=no>yes",
    ] {
        assert_eq!(
            render(html),
            Rendered { text: "yes\n".to_owned(), hints: vec![None], ..Rendered::default() },
            "{html}"
        );
    }
}

#[test]
fn what_can_be_seen_is_not_hidden() {
    for html in [
        "<table><td style='font-size:0px'><div style='font-size:13px'>yes</div></table>",
        "<div style='background:#000'><font color=#fff>yes</font></div>",
        "<table><td bgcolor=navy><font color=white>yes</font></table>",
        "<div style='background-image:url(x)'><span style='color:#fff'>yes</span></div>",
        "<style>@media (max-width:600px){.x{display:none}}</style><p class=x>yes</p>",
        "<style>.x{display:none}</style><p class=x style='display:block'>yes</p>",
        "<style>.dark{background:#111}</style><div class=dark><span style='color:white'>yes</span></div>",
        "<div style='max-height:100px;opacity:0.9;height:0'>yes</div>",
        "<div style='display:none'>no</div></div>yes",
        "<p style='display:none'>no<p>yes",
        "<p style='display:bogus;display:none;display:block'>yes",
        "<p style='margin-left:-999em;margin-left:0'>yes",
        "<p style='color:transparent'><b style='color:black'>yes</b>",
        "<p style='color:white;color:tomato'>yes",
        "<p style='transform:scale(-1);opacity:80%;zoom:1;filter:none;line-height:0'>yes",
        "<s style='text-decoration:none'>yes</s>",
        "<font size=0>yes</font>",
        "<div style='max-height:0'>yes</div>",
        "<noscript><b>yes</b></noscript>",
        "<object>yes</object>",
        "<dialog>no</dialog><dialog open>yes</dialog>",
        "<details>yes</details>",
    ] {
        assert_eq!(shown(html), "yes", "{html}");
    }
}

#[test]
fn quotations_are_prefixed_and_own_indentation_is_not() {
    assert_eq!(
        shown("a<blockquote type=cite>b<blockquote>c</blockquote></blockquote>d"),
        "a\n\n> b\n\n> > c\n\nd"
    );
    assert_eq!(shown("<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>a</blockquote>"), "a");
}

#[test]
fn tags_that_are_misnested_are_put_right_as_browsers_do() {
    assert_eq!(shown("<b><p>a</b>b</p>c"), "ab\nc");
    assert_eq!(shown("<table>before<tr><td>a<td>b</table>"), "before\na\tb");
    assert_eq!(shown("<p><s>no</p><p></s>yes"), "yes");
    assert_eq!(shown("<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl>"), "a\nb\n\nc\nd");
    assert_eq!(shown("<frameset><frame></frameset><p>yes"), "yes");
    assert_eq!(shown("<a href=x>a<a href=y>b</a>c"), "abc");
}

#[test]
fn rules_hide_what_their_selectors_name() {
    for (rule, yes) in [
        ("div .x{display:none}", false),
        ("div > .x{display:none}", false),
        ("table > .x{display:none}", true),
        ("body div > p.x.y{display:none}", false),
        (".x.z{display:none}", true),
        ("[title]{display:none}", false),
        ("[title=\"a b\"]{display:none}", false),
        ("[title^='b']{display:none}", true),
        ("[title~=b]{display:none}", false),
        ("[title|=a]{display:none}", true),
        ("i + p{display:none}", false),
        ("b + p{display:none}", true),
        ("b ~ p{display:none}", false),
        ("*{visibility:hidden}", false),
        ("P{DISPLAY:NONE}", false),
        ("p:hover{display:none}", true),
        ("q, #k{display:none}", false),
        ("a(, #k{display:none}", true),
        (".d\\69{display:none} .x{di\\73play:none}", false),
        ("@media print{.x{display:none}}", true),
        ("@media screen{.x{display:none}}", false),
        ("@font-face{src:url(x)} .x{display:none}", false),
        (".x{font:12px/1.5 Arial;filter:progid:DX(a=1);display:none}", false),
        ("#k{display:block} .x{display:none}", true),
        (".x{display:none} .x{display:block}", true),
        (".x{display:none !important} #k{display:block}", false),
        (".x{background:url(data:x;display:none)}", true),
        ("div div p{display:none}", true),
        ("div > i ~ p{display:none}", false),
    ] {
        let html =
            format!("<style>{rule}</style><div><b></b><i></i><p id=k class='x y' title='a b'>yes</p></div>");
        assert_eq!(shown(&html) == "yes", yes, "{rule}");
    }
}

#[test]
fn rules_of_other_screens_count_where_they_are_for_every_reader() {
    for (rule, yes) in [
        ("@media only screen{p{display:none}}", false),
        ("@media print, all{p{display:none}}", false),
        ("@media print, speech{p{display:none}}", true),
        ("@media print and (min-width:1px){p{display:none}}", true),
        (":root p{display:none}", false),
        ("p::first-line{display:none}", true),
        ("@import url(x);p{display:none}", false),
        ("p{color:red;}/*", true),
    ] {
        let rendered = render(&format!("<style>{rule}</style><p>yes</p>"));
        assert_eq!(rendered.text.trim() == "yes", yes, "{rule}");
        assert_eq!(rendered.problem, None, "{rule}");
    }
    assert_eq!(shown("<style media=print>p{display:none}</style><p>yes"), "yes");
    assert_eq!(shown("<style media=screen>p{display:none}</style><p>no"), "");
}

#[test]
fn text_that_some_readers_may_not_see_is_shown_and_reported() {
    for rule in [
        "@media screen and (min-width:1px){p{display:none}}",
        "@media (min-width:0){.x{font-size:0}}",
        "@media not print{.x{visibility:hidden}}",
        "@supports (display:grid){p{opacity:0}}",
        "@layer a{@media all{p{display:none}}}",
        "p:not(.y){display:none}",
        "p:first-child{display:none}",
        "div p:nth-of-type(1){display:none}",
        ":is(p){display:none}",
        "p%, p{display:none}",
        "div{p{display:none}}",
        "div{color:red; @media all{display:none}}",
        "p{display:var(--x,none)}",
        "@media (min-width:0){p{overflow:hidden}} p{height:0}",
    ] {
        let rendered = render(&format!("<style>{rule}</style><div><p class=x>yes</p></div>"));
        assert_eq!(rendered.text.trim(), "yes", "{rule}");
        assert!(rendered.problem.is_some_and(|why| why.contains("may hide")), "{rule}");
    }
    assert!(render("<p style='--d:none;display:var(--d)'>yes").problem.is_some());
}

#[test]
fn what_style_sheets_of_newsletters_do_on_telephones_is_no_doubt() {
    let sheet = "<style>@media only screen and (max-width:600px){.wide{display:none!important} .narrow{display:        block!important} td{width:100%!important} body{background:#111;color:#fff}} @media (prefers-color-scheme:        dark){p,span{color:#fff!important}} a:hover{display:none} a:link{color:red} #out a{padding:0}</style>";
    for body in [
        "<p>yes</p>",
        "<p>yes</p><img class=wide src=x>",
        "<p>yes</p><blockquote type=cite><div class=wide>no</div></blockquote>",
        "<p>yes</p><div id=divRplyFwdMsg>no</div><div class=wide>no</div>",
        "<p>yes</p><div class=narrow style='display:none'>no</div>",
        "<p class=wide style='display:block!important'>yes</p>",
    ] {
        let rendered = render(&format!("{sheet}<div>{body}</div>"));
        assert_eq!(rendered.text.lines().next(), Some("yes"), "{body}");
        assert_eq!(rendered.problem, None, "{body}");
    }
}

#[test]
fn many_classes_conditions_and_compounds_are_all_compared() {
    let classes = "a ".repeat(64);
    assert_eq!(shown(&format!("<style>.h{{display:none}}</style><p class='{classes} h'>no")), "");
    assert_eq!(shown(&format!("<style>{}{{display:none}}</style><p class=h>no", ".h".repeat(9))), "");
    let nine = "<div>".repeat(9);
    assert_eq!(shown(&format!("<style>{}.h{{display:none}}</style>{nine}<p class=h>no", "* ".repeat(9))), "");
}

#[test]
fn text_that_nobody_can_see_is_hidden_however_it_is_done() {
    for style in [
        "font-size:1px",
        "font-size:0.5pt",
        "font:0/0 a",
        "opacity:.01",
        "color:transparent",
        "color:rgba(0,0,0,0)",
        "color:rgb(0 0 0 / 0%)",
        "clip:rect(0 0 0 0)",
        "clip-path:inset(50%)",
        "text-indent:-9999px",
        "margin-left:-999em",
        "width:0;overflow:hidden",
        "mso-hide:all",
        "transform:scale(0)",
        "text-decoration:underline line-through",
        "visibility:collapse",
        "background:#333;color:#343434",
        "display:/**/none",
        "display:n\\6f ne",
        "display:none;display:bogus",
        "display:none;display:no/**/ne",
        "display:none!important;display:block",
        "visibility:hidden;visibility:bogus",
        "opacity:0;opacity:x",
        "font-size:0;font-size:bogus",
        "font-size:calc(0px)",
        "color:white;color:bogus",
        "color:#ffff",
        "color:#ffffff00",
        "color:hsl(0,0%,100%)",
        "color:hsl(120deg 100% 99% / .9)",
        "color:rgb(100%,100%,100%)",
        "-webkit-text-fill-color:transparent",
        "transform:translateX(-9999px)",
        "transform:rotate(3deg) scale(0,0)",
        "transform:scaleX(0)",
        "scale:0",
        "position:absolute;left:-100vw",
        "position:absolute;left:-200%",
        "position:fixed;top:200vh",
        "margin-left:-100vw",
        "text-indent:9999px;overflow:hidden;white-space:nowrap",
        "height:0;overflow:clip",
        "width:0;height:0;overflow:auto",
        "max-height:0px;overflow-y:hidden",
        "content-visibility:hidden",
        "filter:opacity(0)",
        "zoom:0.01",
        "clip-path:polygon(0 0,0 0,0 0)",
    ] {
        assert_eq!(shown(&format!("<div style='{style}'>no</div>yes")), "yes", "{style}");
    }
    assert_eq!(shown("<div style='visibility:hidden'>no<b style='visibility:visible'>yes</b></div>"), "yes");
    let others: String = (0..100).map(|number| format!("a{number} ")).collect();
    assert_eq!(shown(&format!("<p {others} hidden>no</p>yes")), "yes");
    assert_eq!(shown("<body bgcolor=black text=black>no<font color=red>yes"), "yes");
}

#[test]
fn the_line_that_outlook_draws_begins_a_quote_in_every_spelling() {
    for style in [
        "border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm",
        "border: none; border-top: solid windowtext 1.5pt; padding: 3.0pt 0in 0in 0in",
        "BORDER-TOP: #b5c4df 1pt solid; PADDING-TOP: 3pt",
        "padding:3pt 0 0;border-width:1pt medium medium;border-style:solid none none;border-color:red",
        "border-top-style:solid;border-top-width:1pt;padding:3pt 0cm 0cm",
    ] {
        let html = format!("<div>a<div><div style='{style}'>b</div></div>c</div>");
        let hints = render(&html).hints;
        assert_eq!(hints, [None, Some(Part::Quote), Some(Part::Quote)], "{style}");
    }
    let line = "<div style='border:none;border-top:solid red 1pt;padding:3pt 0cm 0cm 0cm'>b</div>";
    let deep = format!("<div>a<div><div><div>{line}</div></div></div>c</div>d");
    assert_eq!(render(&deep).hints, [None, Some(Part::Quote), Some(Part::Quote), None]);
    let behind = format!("<div>a<div>a<div><div>{line}</div></div>c</div>d</div>");
    assert_eq!(render(&behind).hints, [None, None, Some(Part::Quote), Some(Part::Quote), None]);
    let quoted = render(&format!("<blockquote>{line}</blockquote>c"));
    assert_eq!(quoted.hints.last(), Some(&None));
    for style in ["border-top:solid 1pt red", "padding:3pt 0 0 0", "border:solid 1px;padding:3pt"] {
        assert_eq!(render(&format!("a<div style='{style}'>b</div>")).hints, [None, None], "{style}");
    }
}

#[test]
fn names_are_known_behind_what_other_programs_put_before_them() {
    for name in ["x_x_gmail_signature", "3D\"Signature\"", "SIGNATURE", "a b Signature c"] {
        assert_eq!(render(&format!("<div id='{name}'>a</div>")).hints, [Some(Part::Signature)], "{name}");
    }
    assert_eq!(render("<div class=signatures>a</div>").hints, [None]);
}

#[test]
fn a_container_followed_by_text_is_a_quote_only_where_it_is_marked() {
    let lines = |html: &str| -> Vec<(String, Option<Part>)> {
        let rendered = render(html);
        let lines = rendered.text.lines().map(str::to_owned).zip(rendered.hints);
        lines.filter(|(line, _)| !line.is_empty()).collect()
    };
    let quote = |text: &str| (text.to_owned(), Some(Part::Quote));
    let container = "<div class=protonmail_quote>a<blockquote>b</blockquote>c</div>";
    assert_eq!(lines(container), [quote("a"), quote("> b"), quote("c")]);
    assert_eq!(
        lines(&format!("{container}<p>d")),
        [("a".to_owned(), None), ("> b".to_owned(), None), ("c".to_owned(), None), ("d".to_owned(), None)]
    );
    assert_eq!(lines("<div class=protonmail_quote>a</div><p>d")[0], quote("a"));
    let signed = format!("{container}<div class=protonmail_signature_block>d</div>");
    assert_eq!(lines(&signed)[2], quote("c"));
}

#[test]
fn past_every_limit_the_text_goes_on_and_is_reported() {
    let attributes: String = (0..300).map(|number| format!("a{number}=1 ")).collect();
    let rules = "p{color:red}".repeat(6_000);
    for (what, html) in [
        ("nested", "<div>".repeat(2_000)),
        ("formatting", (0..2_000).map(|number| format!("<b title={number}>")).collect()),
        ("formatting in paragraphs", (0..500).map(|number| format!("<p><i id={number}>x")).collect()),
        ("cells", "<table><tr><td>".repeat(2_000)),
        ("nodes", "<p>x".repeat(150_000)),
        ("attributes", format!("<p {attributes}>")),
        ("attributes of an end tag", format!("<script></script {attributes}>")),
        ("attributes behind a sign", format!("<<p {attributes}>")),
        ("attributes with signs", format!("<p {}", attributes.replace("=1", "=\"<>\""))),
        ("a long style", format!("<p style='color:{}'>", "a".repeat(9_000))),
        ("rules", format!("<style>{rules}</style>")),
        ("rules in rules", format!("<style>{}</style>", "*{".repeat(100))),
        ("rules for screens", format!("<style>{}</style>", "@media all{".repeat(100))),
        ("conditions", format!("<style>{}{{display:none}}</style>", ".h".repeat(17))),
        ("compounds", format!("<style>{}p{{display:none}}</style>", "* ".repeat(17))),
        (
            "comparisons with long lists of classes",
            format!("<style>{}</style><p class='x {}'>", ".x.y{color:red}".repeat(4_000), "a ".repeat(4_000)),
        ),
    ] {
        let rendered = render(&(html + "<table><tr><td>Total</td><td>$5</td></tr></table>"));
        assert!(rendered.text.contains("Total\t$5"), "{what}");
        assert!(rendered.problem.is_some(), "{what}");
    }
}

#[test]
fn past_a_limit_scripts_are_still_no_text_and_rows_still_lines() {
    let html = "<div>".repeat(2_000)
        + "<p>a<style>no</style>b<script>no</script><tr><td></td><td>c<p>d</p></tr><tr><td>e</td><td></td></tr><tr>f";
    assert_eq!(render(&html).text.trim(), "ab\nc\nd\ne\nf");
}

#[test]
fn ordinary_mail_is_within_all_limits() {
    let thread = "<div class=gmail_quote><div>On Monday, Sam wrote:</div><blockquote><div dir=ltr>text <b>bold</b></div>";
    let rows =
        "<tr style='height:20px'><td class=a><font face=Arial><b>Item</b></font></td><td>5.00</td></tr>";
    for html in [
        thread.repeat(90),
        format!("<table>{}</table>", rows.repeat(3_000)),
        "<p class=MsoNormal><span style='color:#1F497D'>x<o:p></o:p></span></p>".repeat(5_000),
        format!("<img src='data:image/png;base64,{}'>", "iVBORw0KGgo/".repeat(50_000)),
        format!("<!--[if gte mso 9]><xml>{}</xml><![endif]-->", "<w:LsdException a='1' b='2'/>".repeat(400)),
    ] {
        assert_eq!(render(&html).problem, None, "{}", html.get(..60).unwrap());
    }
}

#[test]
fn nothing_that_is_nested_or_endless_stops_it() {
    for unit in [
        "<div>",
        "<b>",
        "<blockquote>",
        "<table><tr><td>",
        "</div>",
        "<a b=",
        "<!--",
        "&",
        "<p><s>",
        "<style>{",
        "<x a b c d e f g h",
        "<td></tr>",
        "<table><b>",
        "<select>",
        "<svg><p>",
        "<template>",
        "<frameset>",
        "<![CDATA[",
        "<b><i></b></i>",
        "<a><p></a>",
        "<p style='((((",
        "<<a ",
        "<body a=b>",
        "<math><mi>",
        "\0",
        "<div class=zmail_extra>",
        "<plaintext>",
        "<script><!--<script>",
        "<nobr>x",
        "</a=\" b",
        "<style>a:b{",
        "<style>@media (a){",
        "<style>a:(((",
        "<style>a{b:((c)) d{",
    ] {
        let html = unit.repeat(60_000 / unit.len()) + "end";
        let _ = render(&html);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_word_is_lost(pieces in prop::collection::vec(prop::sample::select(vec![
        "<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<i a=1>", "</i>", "<table>", "<tr>", "<td>", "</table>",
        "<ul><li>", "</ul>", "<a href=x>", "</a>", "<font color=red>", "</font>", "<svg>", "</svg>", "<button>",
        "<form>", "</form>", "<h1>", "</h2>", "<blockquote>", "<s>", "</s>", "<br>", "<span>", "</span>", "<body>",
        "<html>", "<nobr>", "<pre>", "<div hidden>", "<template>", "</template>", "<caption>", "<object>",
    ]), 0..60)) {
        let html: String = pieces.iter().enumerate().map(|(at, piece)| format!("{piece} w{at}. ")).collect();
        let rendered = render(&html);
        let all = format!("{}\n{}", rendered.text, rendered.hidden);
        let words: Vec<&str> = all.split_whitespace().filter(|word| *word != ">").collect();
        for at in 0..pieces.len() {
            let word = format!("w{at}.");
            prop_assert!(words.contains(&word.as_str()), "{word} of {html}\n{all}");
        }
        prop_assert_eq!(rendered.hints.len(), rendered.text.lines().count());
    }
}
