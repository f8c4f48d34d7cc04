//! What a reader sees of HTML.

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
            Rendered { text: "yes\n".to_owned(), hidden: String::new(), problem: None, hints: vec![None] },
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
    ] {
        let html = unit.repeat(200_000 / unit.len()) + "end";
        let _ = render(&html);
    }
}
