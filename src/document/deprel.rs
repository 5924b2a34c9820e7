use std::fmt;

macro_rules! deprels {
    ($($name:ident $text:literal)*) => {
        /// A Universal Dependencies relation (<https://universaldependencies.org/u/dep/>), with the subtypes that English treebanks use.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is named and defined by the standard")]
        pub enum DepRel { $($name),* }

        impl DepRel {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The relation as Universal Dependencies writes it: `nsubj:pass`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }
        }
    };
}

deprels! {
    Acl "acl"
    AclRelcl "acl:relcl"
    Advcl "advcl"
    AdvclRelcl "advcl:relcl"
    Advmod "advmod"
    Amod "amod"
    Appos "appos"
    Aux "aux"
    AuxPass "aux:pass"
    Case "case"
    Cc "cc"
    CcPreconj "cc:preconj"
    Ccomp "ccomp"
    Compound "compound"
    CompoundPrt "compound:prt"
    Conj "conj"
    Cop "cop"
    Csubj "csubj"
    CsubjOuter "csubj:outer"
    CsubjPass "csubj:pass"
    Dep "dep"
    Det "det"
    DetPredet "det:predet"
    Discourse "discourse"
    Dislocated "dislocated"
    Expl "expl"
    Fixed "fixed"
    Flat "flat"
    Goeswith "goeswith"
    Iobj "iobj"
    List "list"
    Mark "mark"
    Nmod "nmod"
    NmodDesc "nmod:desc"
    NmodPoss "nmod:poss"
    NmodUnmarked "nmod:unmarked"
    Nsubj "nsubj"
    NsubjOuter "nsubj:outer"
    NsubjPass "nsubj:pass"
    Nummod "nummod"
    Obj "obj"
    Obl "obl"
    OblAgent "obl:agent"
    OblUnmarked "obl:unmarked"
    Orphan "orphan"
    Parataxis "parataxis"
    Punct "punct"
    Reparandum "reparandum"
    Root "root"
    Vocative "vocative"
    Xcomp "xcomp"
}

impl DepRel {
    /// The relation of this name; an unknown subtype gives the relation without it, an unknown relation [`DepRel::Dep`].
    pub fn from_name(name: &str) -> Self {
        let find = |text: &str| Self::ALL.iter().copied().find(|rel| rel.as_str() == text);
        let plain = || find(name.split(':').next().unwrap_or(name));
        find(name).or_else(plain).unwrap_or(Self::Dep)
    }

    /// The relation without its subtype: `nsubj` for `nsubj:pass`.
    pub fn universal(self) -> &'static str {
        self.as_str().split(':').next().unwrap_or_default()
    }

    /// Whether it is `other` or a subtype of it: `nsubj:pass` is `nsubj`, not the other way round.
    pub fn is(self, other: Self) -> bool {
        let (own, wide) = (self.as_str().as_bytes(), other.as_str().as_bytes());
        self == other || (own.get(wide.len()) == Some(&b':') && own.starts_with(wide))
    }
}

impl fmt::Display for DepRel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for DepRel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_subtypes() {
        for &rel in DepRel::ALL {
            assert_eq!(DepRel::from_name(rel.as_str()), rel);
        }
        assert_eq!(DepRel::from_name("nmod:tmod"), DepRel::Nmod);
        assert_eq!(DepRel::from_name("nonsense"), DepRel::Dep);
        assert!(DepRel::NsubjPass.is(DepRel::Nsubj) && !DepRel::Nsubj.is(DepRel::NsubjPass));
        assert!(!DepRel::AuxPass.is(DepRel::Nsubj));
    }
}
