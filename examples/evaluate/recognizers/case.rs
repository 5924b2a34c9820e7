//! The cases of a file of the Recognizers-Text suites: a text, the day it is read on, and the values expected of it.

use std::error::Error;

use dateline::document::{Positions, Span};
use serde_json::Value;

/// One case.
pub struct Case {
    /// Its number in the file, from 0.
    pub number: usize,
    pub text: String,
    /// The day it is read on: `2016-11-07`.
    pub day: Option<String>,
    pub expected: Vec<Expected>,
}

/// An expression and what it may mean.
pub struct Expected {
    /// Where it stands, in bytes.
    pub span: Span,
    /// The expression itself.
    pub text: String,
    /// One or more; where a year is left open, one before and one after the day of reading.
    pub readings: Vec<Reading>,
}

/// A value, and the stretch of the calendar that the file gives for it.
pub struct Reading {
    /// As the suites write it: `2016-11-08`, `XXXX-WXX-5`, `(2016-11-08,2016-11-10,P2D)`.
    pub timex: String,
    /// The first day, or the day and time.
    pub from: Option<String>,
    /// The day after the last; none for a single day or time.
    pub to: Option<String>,
}

/// The cases of a file.
pub fn parse(file: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    let rows: Vec<Value> = serde_json::from_str(file)?;
    rows.iter().enumerate().map(|(number, row)| case(number, row).ok_or_else(|| format!("case {number} is none").into())).collect()
}

fn case(number: usize, row: &Value) -> Option<Case> {
    let text = row["Input"].as_str()?.to_owned();
    let day = row["Context"]["ReferenceDateTime"].as_str().and_then(|time| time.get(..10)).map(str::to_owned);
    let expected = {
        let positions = Positions::new(&text);
        row["Results"].as_array().into_iter().flatten().filter_map(|result| expected(result, &positions)).collect()
    };
    Some(Case { number, text, day, expected })
}

fn expected(result: &Value, positions: &Positions<'_>) -> Option<Expected> {
    let number = |name: &str| result[name].as_u64().and_then(|number| usize::try_from(number).ok());
    let start = number("Start")?;
    let span = positions.from_chars(start..start + number("Length")?)?;
    let text = result["Text"].as_str()?.to_owned();
    Some(Expected { span, text, readings: readings(&result["Value"]) })
}

/// The single parsers give one value with two resolutions, the merged one a list of values.
fn readings(value: &Value) -> Vec<Reading> {
    if let Some(values) = value["values"].as_array() {
        return values.iter().filter_map(|value| reading(value["timex"].as_str()?, value)).collect();
    }
    let timex = value["Timex"].as_str();
    let sides = [&value["FutureResolution"], &value["PastResolution"]];
    timex.map(|timex| sides.iter().filter_map(|side| reading(timex, side)).collect()).unwrap_or_default()
}

fn reading(timex: &str, value: &Value) -> Option<Reading> {
    let field =
        |names: &[&str]| names.iter().find_map(|name| value[*name].as_str()).filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    let from = field(&["value", "date", "dateTime", "start", "startDate", "startDateTime"]).map(str::to_owned);
    let to = field(&["end", "endDate", "endDateTime"]).map(str::to_owned);
    Some(Reading { timex: timex.to_owned(), from, to })
}
