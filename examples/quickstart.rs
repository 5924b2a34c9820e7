//! The first program with the library: one sentence in, the relations that it states out.
//!
//!     cargo run --release --example quickstart

#![allow(clippy::print_stdout, reason = "this program prints")]

use dateline::{Article, Extractor};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The model is inside the crate. Loading it takes a moment, so a program makes one extractor and keeps it.
    let extractor = Extractor::new()?;

    // The day of publication is what "on Friday" is resolved against.
    let article =
        Article::new("Angela Merkel met Emmanuel Macron in Paris on Friday. Merkel did not meet Boris Johnson, a spokesman said.")
            .with_published("2019-10-14".parse()?);

    let document = extractor.extract(&article);
    for relation in document.relations() {
        let when = relation.when.as_ref().map_or("no date", |when| &when.value);
        let place = relation.place.map_or("no place", |place| document.name(place));
        println!("{} {} {}", document.name(relation.subject), relation.kind, document.name(relation.object));
        println!("  {}, {}, {when}, {place}", relation.polarity.as_str(), relation.modality.as_str());
        println!("  {} (rule {})", document.sentence_text(relation), relation.evidence.rule);
    }
    Ok(())
}
