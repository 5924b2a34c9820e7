//! Names of persons: which full names are one person, and whom a surname or a given name alone means.

use std::collections::{BTreeMap, BTreeSet};

use super::forms::NameForm;
use super::union::Sets;
use super::words::{are_close_spellings, are_spellings, differ_by_a_slip, skeleton};
use crate::document::Gender;

/// How many persons of one surname are compared with a further one; keeps the work near-linear on odd texts.
const MAX_BUCKET: usize = 64;

/// Words of a name that stand between given name and surname and are not compared.
const PARTICLES: &[&str] =
    &["van", "von", "der", "den", "de", "del", "della", "la", "le", "di", "da", "dos", "du", "bin", "ibn", "binti", "al", "el", "ul", "y"];

const SUFFIXES: &[&str] = &[
    "jr", "sr", "junior", "senior", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
    "xxiii", "md", "phd",
];

/// Whether a folded word joins the parts of a name: "bin", "van".
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Given names that are short for another; both are spelt folded.
const NICKNAMES: &[(&str, &str)] = &[
    ("bill", "william"),
    ("billy", "william"),
    ("will", "william"),
    ("bob", "robert"),
    ("bobby", "robert"),
    ("rob", "robert"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("mike", "michael"),
    ("mick", "michael"),
    ("tom", "thomas"),
    ("tony", "anthony"),
    ("ted", "edward"),
    ("ed", "edward"),
    ("eddie", "edward"),
    ("ted", "theodore"),
    ("dan", "daniel"),
    ("danny", "daniel"),
    ("dave", "david"),
    ("ben", "benjamin"),
    ("sam", "samuel"),
    ("steve", "steven"),
    ("steve", "stephen"),
    ("chris", "christopher"),
    ("matt", "matthew"),
    ("andy", "andrew"),
    ("drew", "andrew"),
    ("alex", "alexander"),
    ("alex", "alexandra"),
    ("nick", "nicholas"),
    ("greg", "gregory"),
    ("jeff", "jeffrey"),
    ("ken", "kenneth"),
    ("larry", "lawrence"),
    ("ron", "ronald"),
    ("don", "donald"),
    ("tim", "timothy"),
    ("pat", "patrick"),
    ("pete", "peter"),
    ("phil", "philip"),
    ("ray", "raymond"),
    ("fred", "frederick"),
    ("charlie", "charles"),
    ("chuck", "charles"),
    ("jack", "john"),
    ("johnny", "john"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("kate", "katherine"),
    ("kathy", "katherine"),
    ("sue", "susan"),
    ("meg", "margaret"),
    ("peggy", "margaret"),
    ("maggie", "margaret"),
    ("jenny", "jennifer"),
    ("jen", "jennifer"),
    ("becky", "rebecca"),
    ("debbie", "deborah"),
    ("abby", "abigail"),
    ("hank", "henry"),
    ("harry", "henry"),
    ("gerry", "gerald"),
    ("jerry", "gerald"),
    ("josh", "joshua"),
    ("zach", "zachary"),
    ("nate", "nathan"),
    ("vlad", "vladimir"),
    ("volodya", "vladimir"),
    ("misha", "mikhail"),
    ("sasha", "alexander"),
    ("bernie", "bernard"),
    ("mitch", "mitchell"),
    ("newt", "newton"),
    ("al", "albert"),
    ("binyamin", "benjamin"),
    ("bibi", "benjamin"),
    ("usama", "osama"),
    ("moammar", "muammar"),
    ("aleksandr", "alexander"),
    ("sviatlana", "svetlana"),
    ("yevgeny", "evgeny"),
];

/// A name in the parts that are compared.
#[derive(Debug, Clone)]
struct Parts<'f> {
    words: Vec<&'f str>,
    suffix: Option<&'f str>,
    /// How often the name is written so.
    count: usize,
    /// The skeleton of the surname.
    sound: String,
}

impl<'f> Parts<'f> {
    fn of(form: &'f NameForm) -> Self {
        let mut words: Vec<&str> = form.words.iter().map(String::as_str).collect();
        let suffix = words.pop_if(|last| SUFFIXES.contains(last) && form.words.len() > 1);
        let bare: Vec<&str> = words.iter().copied().filter(|word| !PARTICLES.contains(word)).collect();
        let words = if bare.is_empty() { words } else { bare };
        let sound = skeleton(words.last().copied().unwrap_or_default());
        Self { words, suffix, count: form.mentions.len(), sound }
    }

    fn surname(&self) -> &'f str {
        self.words.last().copied().unwrap_or_default()
    }

    fn given(&self) -> &'f str {
        self.words.first().copied().unwrap_or_default()
    }

    /// What single words are told apart by: "John XXIII" is not "John".
    fn key(&self) -> String {
        [self.surname(), self.suffix.unwrap_or_default()].concat()
    }

    fn is_full(&self) -> bool {
        self.words.len() > 1
    }
}

/// What is known of the mentions besides their words.
pub(super) trait Clues {
    /// The gender that an honorific before this mention shows.
    fn gender(&self, mention: usize) -> Option<Gender>;
}

/// For each mention of a person the number of the form that stands for its person; mentions of other types have none.
pub(super) fn resolve(forms: &[NameForm], sets: &mut Sets, clues: &impl Clues, mentions: usize) -> Vec<Option<usize>> {
    let parts: Vec<Parts> = forms.iter().map(Parts::of).collect();
    let persons: Vec<usize> = (0..forms.len()).filter(|&i| forms[i].is_person()).collect();
    let (full, single): (Vec<usize>, Vec<usize>) = persons.into_iter().partition(|&i| parts[i].is_full());
    join_full_names(&parts, &full, sets);
    // What the text says is another name of a person: "Mohammed Hamdan Dagalo, known as Hemedti".
    let named_in_full: BTreeSet<usize> = full.iter().map(|&i| sets.find(i)).collect();
    let (aliases, single): (Vec<usize>, Vec<usize>) = single.into_iter().partition(|&i| named_in_full.contains(&sets.find(i)));
    let mut of_mention = vec![None; mentions];
    for &i in full.iter().chain(&aliases) {
        forms[i].mentions.iter().for_each(|&mention| of_mention[mention] = Some(sets.find(i)));
    }
    let index = Index::new(&parts, &full, sets);
    let genders = genders(forms, &full, sets, clues);
    let mut known = Known { index, genders, ..Known::default() };
    of_mention.iter().flatten().for_each(|&person| *known.counts.entry(person).or_default() += 1);
    for &i in single.iter().rev() {
        known.alone.insert(parts[i].key(), i);
    }
    known.add_numbered(&parts, &single);
    resolve_single_words(forms, &parts, &single, &known, clues, &mut of_mention);
    of_mention
}

/// The longest names first, so that a shorter one meets the person it may be.
fn join_full_names(parts: &[Parts], full: &[usize], sets: &mut Sets) {
    let mut order = full.to_vec();
    order.sort_by_key(|&i| std::cmp::Reverse(parts[i].words.len()));
    let mut buckets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for i in order {
        let mut fits: Vec<usize> = Vec::new();
        for key in bucket_keys(&parts[i]) {
            let bucket = buckets.entry(key).or_default();
            fits.extend(bucket.iter().copied().filter(|&other| are_one(&parts[other], &parts[i])).map(|other| sets.find(other)));
            if bucket.len() < MAX_BUCKET {
                bucket.push(i);
            }
        }
        fits.sort_unstable();
        fits.dedup();
        if let [only] = fits[..] {
            sets.join(i, only);
        }
    }
}

/// By surname, by given name with the first letter of the surname, and by each two words in a row (a second surname may be left out, and Chinese and Korean names have the surname first).
fn bucket_keys(parts: &Parts) -> Vec<String> {
    let initial: String = parts.surname().chars().take(1).collect();
    let mut keys = vec![parts.sound.clone(), [parts.given(), &*initial].join(" ")];
    keys.extend(parts.words.windows(2).take(6).map(|pair| if pair[0] < pair[1] { pair.join(" ") } else { [pair[1], pair[0]].join(" ") }));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether a name may be the other, longer one.
fn are_one(long: &Parts, short: &Parts) -> bool {
    if long.suffix.is_some() && short.suffix.is_some() && long.suffix != short.suffix {
        return false;
    }
    let (l, s) = (&long.words, &short.words);
    let contained = l.ends_with(s) || l.starts_with(s);
    contained
        || is_turned(l, s)
        || (s.len() > 1 && is_part_of(l, s))
        || (is_surname(long, short) && is_given(long.given(), short.given()) && fit_middles(&l[1..l.len() - 1], &s[1..s.len() - 1]))
}

/// Whether the words of the shorter name stand in the longer one, in order.
fn is_part_of(long: &[&str], short: &[&str]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| word.len() > 1 && rest.any(|other| other == word))
}

/// "Higuchi Ichiyo" and "Ichiyo Higuchi".
fn is_turned(a: &[&str], b: &[&str]) -> bool {
    a.len() == 2 && b.len() == 2 && a[0] == b[1] && a[1] == b[0]
}

/// Two full names may differ in the spelling of the surname, or by a slip in a long one, only where the given name is the same and one of the spellings
/// stands once: a spelling that comes back is a name of its own.
fn is_surname(a: &Parts, b: &Parts) -> bool {
    let (x, y) = (a.surname(), b.surname());
    let is_variant = || {
        let is_spelling = || a.sound == b.sound && are_close_spellings(x, y);
        let is_same = a.given() == b.given();
        // Where both names are spelt otherwise, both must be foreign enough to be spelt so: "Muammar Gaddafi", "Moammar Gadhafi".
        let is_alike = || a.given().len() > 4 && x.len() > 4 && (is_nickname(a.given(), b.given()) || are_spellings(a.given(), b.given()));
        a.count.min(b.count) < 2 && ((is_same && differ_by_a_slip(x, y)) || ((is_same || is_alike()) && is_spelling()))
    };
    x == y || is_variant()
}

fn is_given(a: &str, b: &str) -> bool {
    a == b || is_initial(a, b) || is_initial(b, a) || is_nickname(a, b) || are_spellings(a, b)
}

fn is_initial(short: &str, long: &str) -> bool {
    short.len() <= 2 && short.chars().next() == long.chars().next()
}

fn is_nickname(a: &str, b: &str) -> bool {
    NICKNAMES.iter().any(|&(short, long)| (a == short && b == long) || (b == short && a == long))
}

/// The middle names of the shorter name are found in the longer one, in order; a name without middle names fits any.
fn fit_middles(long: &[&str], short: &[&str]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|middle| rest.any(|other| is_given(middle, other)))
}

/// What a single word can be of a full name; the surname is the best reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Surname,
    Given,
    Middle,
}

/// Persons by each word of their full names.
#[derive(Default)]
struct Index {
    by_word: BTreeMap<(String, Part), Vec<usize>>,
    by_skeleton: BTreeMap<String, Vec<usize>>,
    /// The words of each full form, for keeping track of who was named last.
    words: BTreeMap<usize, Vec<(String, Part)>>,
}

impl Index {
    fn new(parts: &[Parts], full: &[usize], sets: &mut Sets) -> Self {
        let mut index = Self::default();
        for &i in full {
            let person = sets.find(i);
            let words = named_parts(&parts[i]);
            for key in &words {
                add(index.by_word.entry(key.clone()).or_default(), person);
            }
            add(index.by_skeleton.entry(parts[i].sound.clone()).or_default(), person);
            index.words.entry(person).or_default().extend(words);
        }
        for words in index.words.values_mut() {
            words.sort_unstable();
            words.dedup();
        }
        index
    }

    /// The persons that a word may name, by the best reading that there is.
    fn candidates(&self, word: &str) -> Option<(Part, &[usize])> {
        let by_word = |part| self.by_word.get(&(word.to_owned(), part)).map(|persons| (part, persons.as_slice()));
        by_word(Part::Surname).or_else(|| by_word(Part::Given)).or_else(|| by_word(Part::Middle))
    }

    /// The one person whose surname is another spelling of the word.
    fn by_spelling(&self, parts: &[Parts], word: &str) -> Option<usize> {
        let persons = self.by_skeleton.get(&skeleton(word))?;
        match persons[..] {
            [only] if are_spellings(parts[only].surname(), word) => Some(only),
            _ => None,
        }
    }
}

fn named_parts(parts: &Parts) -> Vec<(String, Part)> {
    let last = parts.words.len() - 1;
    let part = |i: usize| {
        if i == last {
            Part::Surname
        } else if i == 0 {
            Part::Given
        } else {
            Part::Middle
        }
    };
    parts.words.iter().enumerate().filter(|(_, word)| word.len() > 1).map(|(i, word)| ((*word).to_owned(), part(i))).collect()
}

fn add(persons: &mut Vec<usize>, person: usize) {
    if persons.last() != Some(&person) && !persons.contains(&person) && persons.len() < MAX_BUCKET {
        persons.push(person);
    }
}

#[derive(Default)]
struct Known {
    index: Index,
    /// How often each person is named in full.
    counts: BTreeMap<usize, usize>,
    /// The first of the single words that are one, for persons who are never named in full.
    alone: BTreeMap<String, usize>,
    /// The genders of persons, and whether the text shows them; else a given name suggests them.
    genders: BTreeMap<usize, (Gender, bool)>,
}

fn genders(forms: &[NameForm], full: &[usize], sets: &mut Sets, clues: &impl Clues) -> BTreeMap<usize, (Gender, bool)> {
    let mut genders = BTreeMap::new();
    for &i in full {
        let shown = forms[i].mentions.iter().find_map(|&mention| clues.gender(mention));
        let suggested = || super::given_names::gender(&forms[i].words[0]);
        if let Some(gender) = shown.map(|gender| (gender, true)).or_else(|| suggested().map(|gender| (gender, false))) {
            let known = genders.entry(sets.find(i)).or_insert(gender);
            *known = if known.1 { *known } else { gender };
        }
    }
    genders
}

/// Walks through the mentions in order, so that a surname that several persons share means the one named last.
fn resolve_single_words(
    forms: &[NameForm],
    parts: &[Parts],
    single: &[usize],
    known: &Known,
    clues: &impl Clues,
    of_mention: &mut [Option<usize>],
) {
    let mut form_of = vec![None; of_mention.len()];
    for &i in single {
        forms[i].mentions.iter().for_each(|&mention| form_of[mention] = Some(i));
    }
    let mut recent: BTreeMap<&(String, Part), usize> = BTreeMap::new();
    for mention in 0..of_mention.len() {
        if let Some(form) = form_of[mention] {
            of_mention[mention] = Some(person_of(parts, form, known, clues.gender(mention), &recent));
        }
        let named = of_mention[mention].and_then(|person| Some((person, known.index.words.get(&person)?)));
        if let Some((person, words)) = named {
            recent.extend(words.iter().map(|word| (word, person)));
        }
    }
}

fn person_of(parts: &[Parts], form: usize, known: &Known, gender: Option<Gender>, recent: &BTreeMap<&(String, Part), usize>) -> usize {
    let word = parts[form].surname();
    let form = known.alone.get(&parts[form].key()).copied().unwrap_or(form);
    if let Some(suffix) = parts[form].suffix {
        let is_one = |&&person: &&usize| parts[person].suffix == Some(suffix);
        let same = known.index.candidates(word).and_then(|(_, persons)| persons.iter().find(is_one));
        return same.copied().unwrap_or(form);
    }
    let Some((part, candidates)) = known.index.candidates(word) else { return known.index.by_spelling(parts, word).unwrap_or(form) };
    // What a first word suggests counts for the surname behind it; it may be a surname itself, as in Korea.
    let fits = |person: &usize| {
        let conflicts = |&(known, shown): &(Gender, bool)| Some(known) != gender && (shown || part == Part::Surname);
        gender.is_none() || !known.genders.get(person).is_some_and(conflicts)
    };
    let last = recent.get(&(word.to_owned(), part)).copied().filter(fits);
    let main = known.main(candidates.iter().copied().filter(fits));
    main.or(last).or_else(|| candidates.iter().copied().find(fits)).unwrap_or(form)
}

impl Known {
    /// "Elizabeth" is "Elizabeth II", if no other of the name has a number.
    fn add_numbered(&mut self, parts: &[Parts], single: &[usize]) {
        let mut numbered: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        for &i in single.iter().filter(|&&i| parts[i].suffix.is_some()) {
            let only = numbered.entry(parts[i].surname()).or_insert(Some(i));
            only.take_if(|other| parts[*other].suffix != parts[i].suffix);
        }
        self.alone.extend(numbered.into_iter().filter_map(|(name, only)| Some((name.to_owned(), only?))));
    }

    /// The person whom the article names in full far more often than the others of the name: the bare surname is theirs.
    fn main(&self, persons: impl Iterator<Item = usize>) -> Option<usize> {
        let mut counts: Vec<(usize, usize)> = persons.map(|person| (self.counts.get(&person).copied().unwrap_or(0), person)).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        match counts[..] {
            [(_, only)] => Some(only),
            [(most, person), (next, _), ..] if most > 2 * next => Some(person),
            _ => None,
        }
    }
}
