//! What the first bytes of a picture say of it: how large it is, and which way up.
//!
//! Knows the headers of picture formats. Must not decode a picture: that is done in a process with limits.

/// Width and height in points; none where the header does not say.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let little = |place: usize| number(bytes, place, 2, false);
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some((number(bytes, 16, 4, true)?, number(bytes, 20, 4, true)?)),
        [b'G', b'I', b'F', ..] => Some((little(6)?, little(8)?)),
        [b'B', b'M', ..] => Some((number(bytes, 18, 4, false)?, number(bytes, 22, 4, false)?)),
        [0xFF, 0xD8, ..] => jpeg_size(bytes),
        [b'I', b'I', ..] => tiff_size(bytes, false),
        [b'M', b'M', ..] => tiff_size(bytes, true),
        [b'R', b'I', b'F', b'F', ..] => webp_size(bytes),
        _ => None,
    }
}

/// By how much a photo must be turned clockwise to stand upright, as its camera noted: 0, 90, 180 or 270 degrees.
pub fn turned(bytes: &[u8]) -> u16 {
    match exif(bytes).and_then(orientation) {
        Some(3 | 4) => 180,
        Some(5 | 6) => 90,
        Some(7 | 8) => 270,
        _ => 0,
    }
}

/// A photo as the one page of a PDF, turned clockwise, at 200 points an inch: renderers of PDF then do what decoding JPEG takes.
pub fn jpeg_as_pdf(jpeg: &[u8], degrees: u16) -> Option<Vec<u8>> {
    let (width, height) = jpeg_size(jpeg)?;
    let colours = match frame(jpeg)?.get(5)? {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => return None,
    };
    let (across, down) = (inches_at_200(width), inches_at_200(height));
    let drawing = format!("q {across} 0 0 {down} 0 0 cm /P Do Q");
    let mut pdf = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/Rotate {degrees}/MediaBox[0 0 {across} {down}]/Contents 4 0 R\
         /Resources<</XObject<</P 5 0 R>>>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n{drawing}\nendstream endobj\n\
         5 0 obj<</Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8\
         /ColorSpace/{colours}/Filter/DCTDecode/Length {}>>stream\n",
        drawing.len(),
        jpeg.len()
    )
    .into_bytes();
    pdf.extend(jpeg);
    // Without a table of places: renderers make their own.
    pdf.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF\n");
    Some(pdf)
}

/// The length of so many points of a scan in the units of PDF, 72 an inch.
fn inches_at_200(points: u32) -> String {
    let hundredths = u64::from(points) * 36;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A number of so many bytes.
fn number(bytes: &[u8], place: usize, length: usize, big: bool) -> Option<u32> {
    let digits = bytes.get(place..place.checked_add(length)?)?;
    let add = |sum: u32, digit: &u8| (sum << 8) | u32::from(*digit);
    Some(if big { digits.iter().fold(0, add) } else { digits.iter().rev().fold(0, add) })
}

/// The segments of a JPEG: their markers, and what follows the length.
fn segments(jpeg: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = jpeg.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        while rest.first() == Some(&0xFF) && rest.get(1) == Some(&0xFF) {
            rest = rest.get(1..)?;
        }
        let [0xFF, marker, behind @ ..] = rest else { return None };
        let length = usize::try_from(number(behind, 0, 2, true)?).ok()?;
        let inside = behind.get(2..length)?;
        rest = behind.get(length..)?;
        // From here on there are points, no segments.
        (*marker != 0xDA).then_some((*marker, inside))
    })
}

/// The header of the picture itself: SOF0 to SOF15 without the tables between them.
fn frame(jpeg: &[u8]) -> Option<&[u8]> {
    let is_frame = |marker: u8| matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
    segments(jpeg).find(|(marker, _)| is_frame(*marker)).map(|(_, inside)| inside)
}

fn jpeg_size(jpeg: &[u8]) -> Option<(u32, u32)> {
    let frame = frame(jpeg)?;
    Some((number(frame, 3, 2, true)?, number(frame, 1, 2, true)?))
}

fn exif(jpeg: &[u8]) -> Option<&[u8]> {
    segments(jpeg).find_map(|(marker, inside)| (marker == 0xE1).then(|| inside.strip_prefix(b"Exif\0\0"))?)
}

fn orientation(tiff: &[u8]) -> Option<u32> {
    entry(tiff, tiff.first() == Some(&b'M'), 0x0112)
}

fn tiff_size(tiff: &[u8], big: bool) -> Option<(u32, u32)> {
    Some((entry(tiff, big, 0x0100)?, entry(tiff, big, 0x0101)?))
}

/// A whole number of a TIFF's first directory.
fn entry(tiff: &[u8], big: bool, tag: u32) -> Option<u32> {
    let directory = usize::try_from(number(tiff, 4, 4, big)?).ok()?;
    let count = usize::try_from(number(tiff, directory, 2, big)?).ok()?;
    let start = directory.checked_add(2)?;
    let mut entries = (0..count.min(500)).map(|index| start.saturating_add(index * 12));
    let at = entries.find(|at| number(tiff, *at, 2, big) == Some(tag))?;
    let length = if number(tiff, at.checked_add(2)?, 2, big)? == 3 { 2 } else { 4 };
    number(tiff, at.checked_add(8)?, length, big)
}

fn webp_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let little = |place, length| number(bytes, place, length, false);
    match bytes.get(12..16)? {
        b"VP8X" => Some((little(24, 3)? + 1, little(27, 3)? + 1)),
        b"VP8L" => {
            let packed = little(21, 4)?;
            Some(((packed & 0x3FFF) + 1, ((packed >> 14) & 0x3FFF) + 1))
        }
        b"VP8 " => Some((little(26, 2)? & 0x3FFF, little(28, 2)? & 0x3FFF)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(orientation: u8) -> Vec<u8> {
        let mut exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        let frame = b"\xFF\xC0\x00\x0B\x08\x02\x58\x03\x20\x01\x01\x11\x00";
        [b"\xFF\xD8".as_slice(), &exif, frame, b"\xFF\xDA"].concat()
    }

    #[test]
    fn the_header_says_how_large_a_picture_is() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x01\0\0\0\0";
        assert_eq!(size(png), Some((60_000, 60_000)));
        assert_eq!(size(b"GIF89a\x20\x03\x58\x02"), Some((800, 600)));
        assert_eq!(size(&jpeg(1)), Some((800, 600)));
        let tiff =
            b"II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x20\x03\0\0\x01\x01\x04\0\x01\0\0\0\x58\x02\0\0";
        assert_eq!(size(tiff), Some((800, 600)));
        assert_eq!(size(b"RIFF....WEBPVP8X....\0\0\0\0\x1F\x03\0\x57\x02\0"), Some((800, 600)));
        assert_eq!(size(b"RIFF....WEBPVP8L....\x2F\x1F\xC3\x95\x00"), Some((800, 600)));
    }

    #[test]
    fn a_camera_notes_which_way_up_it_was_held() {
        assert_eq!([1, 3, 6, 8].map(|noted| turned(&jpeg(noted))), [0, 180, 90, 270]);
        assert_eq!(turned(b"\x89PNG"), 0);
        let page = jpeg_as_pdf(&jpeg(6), 90).unwrap();
        assert!(String::from_utf8_lossy(&page).contains("/Rotate 90/MediaBox[0 0 288.00 216.00]"));
    }

    #[test]
    fn headers_that_are_cut_off_say_nothing() {
        let whole = jpeg(6);
        for end in 0..whole.len() {
            let cut = &whole[..end];
            assert!(size(cut).is_none_or(|size| size == (800, 600)));
            let _ = (turned(cut), jpeg_as_pdf(cut, 0));
        }
        for magic in [b"II*\0", b"MM\0*", b"RIFF", b"BM..", b"GIF8"] {
            let _ = size(magic);
            let _ = size(&[magic.as_slice(), &[0xFF; 40]].concat());
        }
    }
}
