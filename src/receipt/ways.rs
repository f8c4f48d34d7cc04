//! Many words at once: a text is followed one character a step, as long as some word goes on like it.
//!
//! Knows characters. Must not know what words mean, or in which direction they are read.

/// All ways through a list of words.
pub(super) struct Ways {
    /// All steps; those that may follow on one stand together, in the order of their characters.
    steps: Vec<Step>,
    start: Place,
}

/// A character on the way through a word.
struct Step {
    c: char,
    /// The values of the words that end here.
    ends: Vec<usize>,
    behind: Place,
}

/// What may follow at some place of a text.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    first: usize,
    count: usize,
    /// Which of the letters from a to z may follow, a bit each: where a letter stands is told without looking for it.
    letters: u32,
    /// So many characters that may follow come before these letters.
    before_letters: usize,
}

impl Ways {
    /// The ways through these words, each with its value.
    pub(super) fn new(mut words: Vec<(Vec<char>, usize)>) -> Self {
        words.sort_unstable();
        let mut ways = Self { steps: Vec::new(), start: Place::default() };
        ways.start = ways.grow(&words, 0);
        ways
    }

    /// The steps at this depth of words that are alike up to there.
    fn grow(&mut self, words: &[(Vec<char>, usize)], depth: usize) -> Place {
        let mut place = Place { first: self.steps.len(), ..Place::default() };
        let groups = || words.chunk_by(|one, other| one.0.get(depth) == other.0.get(depth));
        for group in groups() {
            let Some(c) = group.first().and_then(|(word, _)| word.get(depth)).copied() else { continue };
            let ending = group.iter().take_while(|(word, _)| word.len() == depth + 1);
            self.steps.push(Step {
                c,
                ends: ending.map(|(_, value)| *value).collect(),
                behind: Place::default(),
            });
            place.count += 1;
            place.letters |= letter(c).unwrap_or_default();
            place.before_letters += usize::from(c < 'a');
        }
        for (at, group) in (place.first..).zip(groups()) {
            let ending = group.partition_point(|(word, _)| word.len() == depth + 1);
            let behind = self.grow(group.get(ending..).unwrap_or_default(), depth + 1);
            self.steps.get_mut(at).into_iter().for_each(|step| step.behind = behind);
        }
        place
    }

    /// Where no character was followed yet.
    pub(super) fn start(&self) -> Place {
        self.start
    }

    /// Follows a character: the values of the words that end with it; `None` where no word goes on like that.
    pub(super) fn step(&self, place: &mut Place, c: char) -> Option<&[usize]> {
        let step = match letter(c) {
            Some(letter) if place.letters & letter == 0 => return None,
            Some(letter) => {
                let before = (place.letters & (letter - 1)).count_ones();
                self.steps.get(place.first + place.before_letters + before as usize)?
            }
            None => {
                let among = self.steps.get(place.first..place.first + place.count)?;
                among.get(among.binary_search_by_key(&c, |step| step.c).ok()?)?
            }
        };
        *place = step.behind;
        Some(&step.ends)
    }

    /// For each character of a text, as long as some word goes on like it: the values of the words that end there.
    pub(super) fn along(&self, text: impl Iterator<Item = char>) -> impl Iterator<Item = &[usize]> {
        let mut place = self.start();
        text.map_while(move |c| self.step(&mut place, c))
    }

    /// The largest value of the words that end with this text, which goes on from a place.
    pub(super) fn end(&self, place: &mut Place, text: impl Iterator<Item = char>) -> Option<usize> {
        let mut ends: &[usize] = &[];
        for c in text {
            ends = self.step(place, c)?;
        }
        ends.last().copied()
    }
}

/// The bit of a letter from a to z.
fn letter(c: char) -> Option<u32> {
    c.is_ascii_lowercase().then(|| 1 << (u32::from(c) - u32::from('a')))
}
