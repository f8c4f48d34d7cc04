//! ZIP files made by hand, so that a few megabytes can say that they are a gigabyte.

/// A file in a ZIP.
pub(crate) struct Entry {
    name: &'static str,
    method: u16,
    checksum: u32,
    data: Vec<u8>,
    length: u32,
}

/// A file as it is.
pub(crate) fn stored(name: &'static str, text: &str) -> Entry {
    let data = text.as_bytes().to_vec();
    Entry { name, method: 0, checksum: checksum(&data), length: u32::try_from(data.len()).unwrap(), data }
}

/// A file that begins with `text` and goes on with one letter over and over (RFC 1951: a stored block, then fixed codes).
pub(crate) fn repeated(name: &'static str, text: &str, letter: u8, length: u32) -> Entry {
    let size = u16::try_from(text.len()).unwrap();
    let mut data = [[0].as_slice(), &size.to_le_bytes(), &(!size).to_le_bytes(), text.as_bytes()].concat();
    let mut bits = Bits { data: &mut data, byte: 0, filled: 0 };
    bits.push(0b011, 3);
    bits.code(0x30 + u16::from(letter), 8);
    for _ in 0..length / 258 {
        // 258 times what stands one back.
        bits.code(0b1100_0101, 8);
        bits.code(0, 5);
    }
    bits.code(0, 7);
    bits.push(0, 8);
    Entry { name, method: 8, checksum: 0, data, length }
}

struct Bits<'a> {
    data: &'a mut Vec<u8>,
    byte: u8,
    filled: u8,
}

impl Bits<'_> {
    /// The lowest bit first.
    fn push(&mut self, value: u16, count: u8) {
        for place in 0..count {
            self.byte |= u8::from(value >> place & 1 == 1) << self.filled;
            self.filled += 1;
            if self.filled == 8 {
                self.data.push(self.byte);
                (self.byte, self.filled) = (0, 0);
            }
        }
    }

    /// The highest bit first, as Huffman codes are.
    fn code(&mut self, value: u16, count: u8) {
        (0..count).rev().for_each(|place| self.push(value >> place & 1, 1));
    }
}

/// The ZIP of these files.
pub(crate) fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let place = u32::try_from(file.len()).unwrap();
        let size = u32::try_from(entry.data.len()).unwrap();
        let mut about = vec![20, 0, 0, 0];
        about.extend(entry.method.to_le_bytes());
        about.extend([0, 0, 0x21, 0x5A]);
        about.extend([entry.checksum, size, entry.length].iter().flat_map(|number| number.to_le_bytes()));
        about.extend(u16::try_from(entry.name.len()).unwrap().to_le_bytes());
        about.extend([0, 0]);
        file.extend([b"PK\x03\x04".as_slice(), &about, entry.name.as_bytes(), &entry.data].concat());
        let rest = [[0; 10].as_slice(), &place.to_le_bytes()].concat();
        directory.extend([b"PK\x01\x02\x14\0".as_slice(), &about, &rest, entry.name.as_bytes()].concat());
    }
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    let place = u32::try_from(file.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    let end = [b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &size, &place, &[0, 0]].concat();
    [file, directory, end].concat()
}

/// CRC-32.
fn checksum(data: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
    !data.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}
