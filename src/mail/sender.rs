//! Who a mail says it is from: one address, or nobody.
//!
//! Knows the From field (RFC 5322 §3.4 and §3.6.2), read strictly and before any word is decoded.
//! Must not know who anybody is.

use super::header::Header;
use crate::approval::Address;

const MOST_COMMENT_DEPTH: usize = 16;

/// The one address in the one From field.
pub(super) fn sender(header: &Header) -> Result<Address, String> {
    if let Some(fault) = header.fault() {
        return Err(fault.to_owned());
    }
    let value = header.first("from").ok_or("it has no From field")?;
    one_address(value)
}

/// The address in a field that must hold exactly one mailbox, and no group.
fn one_address(value: &str) -> Result<Address, String> {
    let tokens = tokens(value)?;
    let open = tokens.iter().position(|token| *token == Token::Special('<'));
    let address = match open {
        Some(open) => angle_address(&tokens, open)?,
        None => bare_address(&tokens)?,
    };
    if address.contains("=?") {
        return Err("an encoded word stands in its From address".to_owned());
    }
    address.parse().map_err(|_| "its From address is not a plain e-mail address".to_owned())
}

fn angle_address(tokens: &[Token], open: usize) -> Result<String, String> {
    let (name, rest) = tokens.split_at(open);
    let is_name = |token: &Token| match token {
        Token::Atom(word) => !word.contains('@'),
        Token::Quoted | Token::Comment => true,
        Token::Special(_) => false,
    };
    if !name.iter().all(is_name) {
        return Err("its From field holds more than one address, a group, or a disguised one".to_owned());
    }
    match rest {
        [Token::Special('<'), Token::Atom(address), Token::Special('>'), after @ ..]
            if after.iter().all(|token| *token == Token::Comment) =>
        {
            Ok(address.clone())
        }
        _ => Err("its From field holds more than one address, or an odd one".to_owned()),
    }
}

fn bare_address(tokens: &[Token]) -> Result<String, String> {
    let mut words = tokens.iter().filter(|token| **token != Token::Comment);
    match (words.next(), words.next()) {
        (Some(Token::Atom(address)), None) => Ok(address.clone()),
        _ => Err("its From field does not hold exactly one address".to_owned()),
    }
}

/// A word of the field. An atom outside angle brackets may be a word of a name, but then without `@`.
#[derive(Debug, PartialEq)]
enum Token {
    Atom(String),
    Quoted,
    Comment,
    Special(char),
}

fn tokens(value: &str) -> Result<Vec<Token>, String> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            ' ' | '\t' => {}
            c if c.is_control() => return Err("a control character stands in its From field".to_owned()),
            '"' => tokens.push(quoted(&mut rest)?),
            '(' => tokens.push(comment(&mut rest)?),
            '<' | '>' | ',' | ';' | ':' | ')' | '[' | ']' | '\\' => tokens.push(Token::Special(c)),
            _ => {
                let mut atom = String::from(c);
                while let Some(next) = rest.next_if(|c| is_atom(*c)) {
                    atom.push(next);
                }
                tokens.push(Token::Atom(atom));
            }
        }
    }
    Ok(tokens)
}

fn is_atom(c: char) -> bool {
    !c.is_control() && !c.is_whitespace() && !"\"()<>,;:[]\\".contains(c)
}

fn quoted(rest: &mut impl Iterator<Item = char>) -> Result<Token, String> {
    while let Some(c) = rest.next() {
        match c {
            '"' => return Ok(Token::Quoted),
            '\\' => drop(rest.next()),
            c if c.is_control() && c != '\t' => break,
            _ => {}
        }
    }
    Err("a quoted name in its From field does not end".to_owned())
}

fn comment(rest: &mut impl Iterator<Item = char>) -> Result<Token, String> {
    let mut depth = 1;
    while let Some(c) = rest.next() {
        match c {
            '(' if depth < MOST_COMMENT_DEPTH => depth += 1,
            '(' => break,
            ')' if depth == 1 => return Ok(Token::Comment),
            ')' => depth -= 1,
            '\\' => drop(rest.next()),
            c if c.is_control() && c != '\t' => break,
            _ => {}
        }
    }
    Err("a comment in its From field does not end".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_read_in_all_its_proper_forms() {
        for value in [
            "maria@corp.example",
            "<maria@corp.example>",
            "Maria Lopez <maria@corp.example>",
            "\"Lopez, Maria\" <Maria@Corp.Example>",
            "\"boss@evil.example\" <maria@corp.example>",
            "Maria Q. Lopez (CFO) <maria@corp.example>",
            "=?utf-8?q?Mar=C3=ADa?= <maria@corp.example> (home)",
            "maria@corp.example (Maria (the \\) boss))",
            "María <maria@corp.example>",
        ] {
            assert_eq!(one_address(value).as_ref().map(Address::as_str), Ok("maria@corp.example"), "{value}");
        }
    }

    #[test]
    fn disguises_groups_and_lists_are_from_nobody() {
        for value in [
            "",
            "Maria",
            "maria@corp.example, sam@corp.example",
            "boss@corp.example (x) <evil@evil.example>",
            "boss@corp.example <evil@evil.example>",
            "Team: maria@corp.example;",
            "Team: Maria <maria@corp.example>;",
            "Maria <maria@corp.example> <sam@corp.example>",
            "Maria <maria@corp.example",
            "<@relay.example:maria@corp.example>",
            "<maria @corp.example>",
            "<\"maria\"@corp.example>",
            "maria(comment)@corp.example",
            "=?utf-8?q?maria=40corp.example?=",
            "<=?utf-8?q?maria?=@corp.example>",
            "\"Maria <maria@corp.example>",
            "Maria (((((((((((((((((( <maria@corp.example>",
            "mаria@corp.example",
            "Maria <maria@corp.example>\u{b} x",
            "Maria <maria@corp.example> sam@corp.example",
        ] {
            assert!(one_address(value).is_err(), "{value}");
        }
    }
}
