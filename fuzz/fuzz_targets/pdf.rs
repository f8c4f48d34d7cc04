//! A PDF: a whole file, or what one page draws, with a file made around it.
#![no_main]

use countersign::document::{self, Document};
use countersign::mail::Attachment;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if input.starts_with(b"%PDF-") {
        check(input.to_vec());
        return;
    }
    check(around(input));
    // Text mode 3 for everything, also where the page sets it otherwise: the page cannot be read.
    if !input.windows(2).any(|pair| pair == b"Tr" || pair == b"gs" || pair == b"Do") {
        let drawn = [b"3 Tr ".as_slice(), input].concat();
        if let Some(document) = check(around(&drawn)) {
            assert!(document.recognised || document.text.is_empty(), "seen without ink: {:?}", document.text);
        }
    }
});

fn check(bytes: Vec<u8>) -> Option<Document> {
    let length = bytes.len();
    let file = Attachment { name: "a.pdf".to_owned(), media_type: "application/pdf".to_owned(), bytes };
    let outcome = document::read(&file);
    assert_eq!(outcome, document::read(&file), "read differently the second time");
    let document = outcome.ok()?;
    let text = document.text.len() + document.hidden.len();
    assert!(length > 4096 || text <= 64 * 4096, "{length} bytes became {text}");
    let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    assert!(!document.text.contains(odd), "{:?}", document.text);
    Some(document)
}

/// A page with this drawing, the fonts F1 to F3, the form X1 and the picture I1.
fn around(drawing: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 9 0 R/Resources<</Font<</F1 4 0 R/F2 5 0 R/F3 6 0 R>>
/XObject<</X1 7 0 R/I1 8 0 R>>/ExtGState<</G1<</ca 0>>/G2<</BM/Multiply>>>>>>>> endobj
4 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj
5 0 obj <</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A
/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 0>>/DW 1000>>]>> endobj
6 0 obj <</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 48/LastChar 49/Widths[6 6]
/Encoding<</Differences[48/zero/one]>>/CharProcs<</zero 10 0 R/one 10 0 R>>>> endobj
7 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</Font<</F1 4 0 R>>>>/Length 28>> stream
BT /F1 9 Tf (12.50) Tj ET    
endstream endobj
8 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>> stream
0
endstream endobj
10 0 obj <</Length 22>> stream
6 0 0 0 6 9 d1 0 0 5 9 re f
endstream endobj
"
    .to_vec();
    file.extend_from_slice(format!("9 0 obj <</Length {}>> stream\n", drawing.len()).as_bytes());
    file.extend_from_slice(drawing);
    file.extend_from_slice(b"\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n");
    file
}
