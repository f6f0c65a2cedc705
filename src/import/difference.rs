//! The lines in which two texts differ.

/// Beyond this many lines to compare, all of them count as different.
const MOST_LINES: usize = 1_000;

/// The lines that are only in the old text, marked with `-`, and only in the new one, marked with `+`, in their order.
pub(super) fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[same..], &new[same..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let marked = |mark: char, line: &str| format!("{mark} {line}\n");
    if old.len().max(new.len()) > MOST_LINES {
        return old.iter().map(|l| marked('-', l)).chain(new.iter().map(|l| marked('+', l))).collect();
    }
    let longest = longest(old, new);
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => (i, j) = (i + 1, j + 1),
            (Some(a), other) if other.is_none() || longest[i + 1][j] >= longest[i][j + 1] => {
                out += &marked('-', a);
                i += 1;
            }
            (_, Some(b)) => {
                out += &marked('+', b);
                j += 1;
            }
            _ => break,
        }
    }
    out
}

/// How many lines the rests of both texts have in common, in order, from each pair of lines on.
fn longest(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            table[i][j] = if old[i] == new[j] { table[i + 1][j + 1] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_lines_that_differ() {
        assert_eq!(difference("a\nb\nc\nd\n", "a\nx\nc\ne\nd\n"), "- b\n+ x\n+ e\n");
        assert_eq!(difference("a\n", "a\n"), "");
        assert_eq!(difference("", "a\n"), "+ a\n");
    }
}
