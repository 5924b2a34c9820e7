//! Given names that show a gender, for where the article itself shows none.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::document::Gender;

const MASCULINE: &str = "
aaron abbas abdel abdul abdullah abraham adam adrian ahmad ahmed alan albert alejandro aleksandr alexander alexei alfred ali allen alvin amir anatoly anders
andre andreas andrei andrew andy angus antonio anthony antony anton arnold arthur ashraf barack barry bashar ben benjamin benyamin bernard bernie bill billy bob
bobby boris brad bradley brendan brian bruce bryan carl carlos charles charlie chris christian christopher claude clint colin craig cristiano cyril dan daniel
danny darren dave david dean denis dennis derek diego dimitri dmitry dominic don donald doug douglas duncan dwight ed eddie edgar edmund edward edwin ehud elias
elon emmanuel enrique eric erik ernest eugene evan felipe felix fernando fidel francis francisco francois frank franklin fred frederick fritz gareth gary gavin
geert geoff geoffrey george gerald gerard gerhard gianni gilbert giovanni giuseppe glenn gordon graham greg gregory guillermo gustav guy hamid hans harold harry
hassan hector helmut henri henry herbert herman hossein howard hugh hugo hulusi humphrey hussein ian ibrahim igor ismail ivan jack jacob jacques jake james jamie
jan jared jason javier jay jean jeff jeffrey jeremy jerome jerry jim jimmy joachim joe joel johan johannes john johnny jonas jonathan jorge jose josef joseph joshua
jose juan julian julio justin karl keith ken kenneth kevin khaled khalid klaus kofi konstantin kurt kyle lance larry lars laurent lawrence lee leo leon leonard
leonid leonardo lewis liam lionel lloyd louis luca lucas luis luke magnus mahmoud malcolm manuel marc marcel marco marcus mario mark markus marshall martin marvin
matt matteo matthew maurice max michael michel miguel mike mikhail mitch mitt mohamed mohammad mohammed moshe muammar muhammad murray mustafa nathan neil nelson
nicholas nick nicolas nigel nikita nikolai noah norman oleg oliver omar oscar osama otto owen pablo patrick paul pavel pedro per peter phil philip philippe pierre
rafael ralph ramon raul ray raymond recep rene rex ricardo richard rick rob robert roberto robin rodrigo roger roland rolf ron ronald ross roy rudolf rupert russell
ryan saddam salvador sam samuel scott sean sebastian sergei sergey seth shaun shimon shinzo sidney silvio simon stanley stefan stephen sterling steve steven stewart
stuart sven ted terry theodore thomas tim timothy tobias todd tom tomas tommy tony trevor umberto uwe vaclav victor viktor vincent vladimir vojislav volodymyr walter
warren wayne werner wesley will william winston wolfgang yasser yitzhak yuri yusuf zachary thabo narendra imran fayez khalifa luiz jair evo nicola mehdi hasan
lech viacheslav isaac abel alec alistair angelo archie arjen barney basil bart brent brett byron calvin cameron casey cedric chad clarence clark clay clayton cody
conor corey curtis cyrus dale damian damon darius darryl desmond dexter dirk dylan earl elliot elijah emil ethan ezra fabio floyd forrest gabriel garrett gene gilles
glen grant harvey heath hiroshi holger horace hubert irving isaiah jarrod jasper jesse jurgen kazuo kenji kofi lachlan leroy lorenzo lucian luther marlon mathias
maxim mick milan miles mitchell mohandas morgan morris ned niall niels olaf omer orlando pascal perry percy preston quentin ralf rashid reginald rodney rohan roman
rory rowan ruben saul sanjay serge shane silas sheldon spencer stephane takeshi teddy terence thierry thor travis tyler vernon vikram virgil wade wendell xavier
yves zeno";

const FEMININE: &str = "
abigail ada adele agnes aisha alexandra alexis alice alicia alison alyssa amanda amber amelia amina amy ana anastasia andrea angela angelina anita ann anna anne
annette annie antonia april ariana ashley astrid audrey aung ava barbara beatrice becky benazir bertha beth betty beverly bianca brenda brigitte britney brooke camilla
carla carly carmen carol carolina caroline carolyn carrie catherine cathy cecilia charlene charlotte chelsea cheryl christina christine cindy claire clara claudia
condoleezza connie cristina cynthia daisy dana daniela danielle daphne deborah debbie debra delia denise diana diane dilma dolores donna dora doris dorothy edith eileen
elaine eleanor elena elisa elizabeth ella ellen emilia emily emma erica erin esther eva evelyn fatima fiona florence frances gabriela gabrielle gemma georgia
geraldine gertrude gina gladys gloria grace greta gretchen gwen hannah harriet hazel heather heidi helen helena henrietta hilary hillary hina holly ida ingrid irene
iris isabel isabella ivana jacinda jacqueline jane janet janice jasmine jean jeanette jenna jennifer jenny jessica jill jo joan joanna joanne jodie josephine joy joyce
juanita judith judy julia juliana julie juliet june kamala karen karin kate katherine kathleen kathryn kathy katie katrina kayla kelly kerry kimberly kirsten kristen
kristin lara laura lauren leah leila lena leslie leticia lily linda lindsay lisa liz lois lorraine louise lucia lucy lydia lynn madeleine madonna maggie malala malia
mandy manju marcia margaret margarita margot maria marian marianne marie marilyn marina marine marion marissa marjorie marta martha martine mary matilda maureen
megan meghan melania melanie melinda melissa mercedes meredith mette mia michelle mildred miranda miriam molly monica nadia nancy naomi natalia natalie natasha nell
nicole nina nora norma olga olivia paige pamela patricia patty paula pauline penelope penny petra phoebe phyllis priscilla priti rachel ramona raquel rebecca renata rhonda
rita roberta rosa rosalind rose rosemary ruth sabrina sadie sally samantha sandra sara sarah selena selma serena sharon shauna sheila shelley shirley silvia simone
sofia sonia sophia sophie stacey stella stephanie sue susan susanna suzanne svetlana sylvia tamara tania tanya tara tatiana teresa tess theresa tiffany tina toni
tracy ursula valentina valerie vanessa vera veronica vicky victoria viola violet virginia viviana vivian wanda wendy whitney wilhelmina winifred xiomara yasmin yolanda
yulia yvette yvonne zainab zoe zsuzsa ivanka rashida rodaba mairead nicola giorgia sanna kaja dalia tarja michele segolene cecile lydia ellie hermione cate nikki tulsi
sarah siobhan imelda corazon megawati sheikha sonya ludmila";

static NAMES: LazyLock<[BTreeSet<&str>; 2]> = LazyLock::new(|| [MASCULINE, FEMININE].map(|names| names.split_whitespace().collect()));

/// The gender that a given name (folded) usually has in English-language news; none for a name that both have, or that is not listed.
pub(super) fn gender(name: &str) -> Option<Gender> {
    match NAMES.each_ref().map(|names| names.contains(name)) {
        [true, false] => Some(Gender::Masculine),
        [false, true] => Some(Gender::Feminine),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genders_of_names() {
        assert_eq!(gender("hulusi"), Some(Gender::Masculine));
        assert_eq!(gender("angela"), Some(Gender::Feminine));
        assert_eq!([gender("jean"), gender("nicola"), gender("zzyzx")], [None; 3]);
    }
}
