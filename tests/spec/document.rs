//! A spec as a value: prose, headings, and fenced blocks that are files of a tiny site or what is expected of it.

/// A document of `tests/spec/`.
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) pieces: Vec<Piece>,
}

/// A part of a document.
#[derive(Clone)]
pub(crate) enum Piece {
    /// A heading: a new case begins.
    Heading { line: usize, written: String },
    /// Any other line.
    Line(String),
    /// A fenced block.
    Block(Block),
}

/// A fenced block.
#[derive(Clone)]
pub(crate) struct Block {
    /// The backticks.
    fence: String,
    /// What stands behind them: a path, `problems`, `held` or `html`, and options.
    info: String,
    /// The lines inside, each with its line break.
    pub(crate) body: String,
}

impl Block {
    pub(crate) fn new(info: &str, body: String) -> Self {
        Self { fence: "```".into(), info: info.into(), body }
    }

    /// The first word of the info string.
    pub(crate) fn name(&self) -> &str {
        self.info.split_whitespace().next().unwrap_or_default()
    }

    /// Whether it is a file of the site.
    pub(crate) fn is_file(&self) -> bool {
        self.name().contains('.')
    }

    /// What is in the file, after the options of the info string.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut text = self.body.clone();
        for option in self.info.split_whitespace().skip(1) {
            match option.split_once('=') {
                Some(("times", n)) => text = text.repeat(n.parse().expect("times=<number>")),
                None if option == "crlf" => text = text.replace('\n', "\r\n"),
                None if option == "hex" => return bytes_of(&text),
                None if option == "bom" => text.insert(0, '\u{feff}'),
                None if option == "latin-1" => {
                    return text.chars().map(|c| u8::try_from(u32::from(c)).expect("latin-1")).collect();
                }
                _ => panic!("an unknown option: {option}"),
            }
        }
        text.into_bytes()
    }
}

/// Hexadecimal digits; what stands behind `;` is said of them.
fn bytes_of(text: &str) -> Vec<u8> {
    let digits = |line: &str| line.split(';').next().unwrap_or_default().split_whitespace().collect::<String>();
    let digits: String = text.lines().map(digits).collect();
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits");
    (0..digits.len()).step_by(2).map(byte).collect()
}

impl Document {
    pub(crate) fn parse(name: &str, text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut lines = text.lines().enumerate();
        while let Some((at, line)) = lines.next() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            pieces.push(match line.starts_with('#') {
                _ if ticks >= 3 => {
                    let fence = line[..ticks].to_owned();
                    let inside = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != fence);
                    let body = inside.flat_map(|line| [line, "\n"]).collect();
                    Piece::Block(Block { fence, info: line[ticks..].trim().to_owned(), body })
                }
                true => Piece::Heading { line: at + 1, written: line.to_owned() },
                false => Piece::Line(line.to_owned()),
            });
        }
        Self { name: name.to_owned(), pieces }
    }

    /// The pieces of each case: from a heading to the next.
    pub(crate) fn cases(&self) -> Vec<Case> {
        let mut cases: Vec<Case> = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Heading { line, written } => {
                    let title = written.trim_start_matches('#').trim().to_owned();
                    cases.push(Case { line: *line, title, pieces: vec![piece.clone()] });
                }
                _ => cases.last_mut().expect("a spec begins with a heading").pieces.push(piece.clone()),
            }
        }
        cases
    }

    /// Some cases as the text of a document.
    pub(crate) fn text(cases: &[Case]) -> String {
        let mut out = String::new();
        for piece in cases.iter().flat_map(|case| &case.pieces) {
            match piece {
                Piece::Heading { written: line, .. } | Piece::Line(line) => out += &format!("{line}\n"),
                Piece::Block(Block { fence, info, body }) => out += &format!("{fence}{info}\n{body}{fence}\n"),
            }
        }
        out
    }
}

/// A heading and what stands below it.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) line: usize,
    pub(crate) title: String,
    pub(crate) pieces: Vec<Piece>,
}

impl Case {
    pub(crate) fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Block(block) => Some(block),
            _ => None,
        })
    }

    /// What the block of this name expects; nothing if there is none.
    pub(crate) fn expected(&self, name: &str) -> &str {
        self.blocks().find(|block| block.name() == name).map_or("", |block| &block.body)
    }

    /// Puts what came out in place of what was expected.
    pub(crate) fn bless(&mut self, name: &str, body: &str) {
        let is_it = |piece: &Piece| matches!(piece, Piece::Block(block) if block.name() == name);
        match self.pieces.iter().position(is_it) {
            Some(at) => self.replace(at, body),
            None if !body.is_empty() => {
                let last = self.pieces.iter().rposition(|piece| matches!(piece, Piece::Block(_))).expect("a block");
                let block = Piece::Block(Block::new(name, body.to_owned()));
                self.pieces.splice(last + 1..=last, [Piece::Line(String::new()), block]);
            }
            None => {}
        }
    }

    /// Puts another text into the block at this place among the pieces.
    pub(crate) fn replace(&mut self, at: usize, text: &str) {
        if let Piece::Block(block) = &mut self.pieces[at] {
            block.body = text.to_owned();
        }
    }
}
