//! Many words at once: a text is followed one character a step, as long as some word goes on like it.
//!
//! Knows characters. Must not know what words mean, or in which direction they are read.

/// All ways through a list of words.
pub(super) struct Ways {
    /// Those that may follow on one stand together, in the order of their characters.
    steps: Vec<Step>,
    start: Step,
}

/// A character on the way through a word.
#[derive(Default)]
pub(super) struct Step {
    /// The values of the words that end here.
    pub(super) ends: Vec<usize>,
    c: char,
    /// Where the steps that may follow begin, and how many they are.
    first: usize,
    count: usize,
    /// Which of the letters from a to z may follow, a bit each: so their steps are found without looking for them.
    letters: u32,
    /// So many of those that may follow come before these letters.
    before_letters: usize,
}

impl Ways {
    /// The ways through these words, each with its value.
    pub(super) fn new(mut words: Vec<(Vec<char>, usize)>) -> Self {
        words.sort_unstable();
        let mut ways = Self { steps: Vec::new(), start: Step::default() };
        ways.start = ways.grow(&words, 0);
        ways
    }

    /// The step behind which these words go on, which are alike up to this depth.
    fn grow(&mut self, words: &[(Vec<char>, usize)], depth: usize) -> Step {
        let ending = words.partition_point(|(word, _)| word.len() == depth);
        let (ending, longer) = words.split_at_checked(ending).unwrap_or_default();
        let groups = || longer.chunk_by(|one, other| one.0.get(depth) == other.0.get(depth));
        let characters = || groups().filter_map(|group| group.first()?.0.get(depth).copied());
        let step = Step {
            ends: ending.iter().map(|(_, value)| *value).collect(),
            c: depth.checked_sub(1).and_then(|at| words.first()?.0.get(at).copied()).unwrap_or_default(),
            first: self.steps.len(),
            count: groups().count(),
            letters: characters().filter_map(letter).fold(0, |letters, letter| letters | letter),
            before_letters: characters().filter(|c| *c < 'a').count(),
        };
        self.steps.resize_with(step.first + step.count, Step::default);
        for (at, group) in (step.first..).zip(groups()) {
            let next = self.grow(group, depth + 1);
            if let Some(step) = self.steps.get_mut(at) {
                *step = next;
            }
        }
        step
    }

    /// Where no character was followed yet.
    pub(super) fn start(&self) -> &Step {
        &self.start
    }

    /// Follows a character; `None` where no word goes on like that.
    pub(super) fn next(&self, step: &Step, c: char) -> Option<&Step> {
        if let Some(letter) = letter(c) {
            let before = (step.letters & (letter - 1)).count_ones() as usize;
            let at = step.first + step.before_letters + before;
            return if step.letters & letter == 0 { None } else { self.steps.get(at) };
        }
        let among = self.steps.get(step.first..step.first + step.count)?;
        among.get(among.binary_search_by_key(&c, |step| step.c).ok()?)
    }

    /// The steps along a text, as long as some word goes on like it.
    pub(super) fn along(&self, text: impl Iterator<Item = char>) -> impl Iterator<Item = &Step> {
        text.scan(&self.start, |step, c| {
            *step = self.next(step, c)?;
            Some(*step)
        })
    }

    /// The step behind all of a text that goes on from another.
    pub(super) fn behind<'a>(&'a self, step: &'a Step, text: impl Iterator<Item = char>) -> Option<&'a Step> {
        let mut text = text;
        text.try_fold(step, |step, c| self.next(step, c))
    }
}

impl Step {
    /// The largest value of the words that end here.
    pub(super) fn end(&self) -> Option<usize> {
        self.ends.last().copied()
    }
}

/// The bit of a letter from a to z.
fn letter(c: char) -> Option<u32> {
    c.is_ascii_lowercase().then(|| 1 << (u32::from(c) - u32::from('a')))
}
