//! The messages of the content scripts have types in TypeScript, made of the one declaration in Rust: `tsc` compares the scripts
//! with them.

use super::tree::modules;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Field, Fields, GenericArgument, Ident, Item, ItemStruct, Lit, LitStr, Meta};
use syn::{PathArguments, Token, Type, Visibility, braced, parenthesized, token};

/// The types that a content script is sent or sends itself; all others are parts of these.
const ROOTS: [&str; 3] = ["Observation", "PageNodes", "PlanReply"];

/// The file with the types.
const DECLARATIONS: &str = "src/content/messages.d.ts";

const HEADER: &str = "\
// The messages between the content scripts and the background. Made of the declarations in Rust: tests/native/source/messages.rs
// says how.
";

/// A type that is declared as a message, or as a part of one.
enum Declared {
    Struct(Vec<Attribute>, Vec<Field>),
    Enum(Vec<Attribute>, Vec<Variant>),
}

/// A variant of a message, such as `"shown" Shown {}`.
struct Variant {
    attributes: Vec<Attribute>,
    slug: String,
    inside: Inside,
}

enum Inside {
    Nothing,
    Fields(Vec<Field>),
    One(Type),
}

impl Parse for Variant {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let slug = input.parse::<LitStr>()?.value();
        input.parse::<Ident>()?;
        let content;
        let inside = if input.peek(token::Brace) {
            braced!(content in input);
            let fields = Punctuated::<Field, Token![,]>::parse_terminated_with(&content, Field::parse_named)?;
            Inside::Fields(fields.into_iter().collect())
        } else if input.peek(token::Paren) {
            parenthesized!(content in input);
            Inside::One(content.parse()?)
        } else {
            Inside::Nothing
        };
        Ok(Self { attributes, slug, inside })
    }
}

/// Reads an enum, whose variants have names of their own, or a struct.
fn parse_declared(input: ParseStream<'_>) -> syn::Result<(String, Declared)> {
    let ahead = input.fork();
    ahead.call(Attribute::parse_outer)?;
    ahead.parse::<Visibility>()?;
    if !ahead.peek(Token![enum]) {
        let ItemStruct { ident, attrs, fields, .. } = input.parse()?;
        let Fields::Named(fields) = fields else { return Err(input.error("a struct with names")) };
        return Ok((ident.to_string(), Declared::Struct(attrs, fields.named.into_iter().collect())));
    }
    let attributes = input.call(Attribute::parse_outer)?;
    input.parse::<Visibility>()?;
    input.parse::<Token![enum]>()?;
    let name = input.parse::<Ident>()?.to_string();
    let content;
    braced!(content in input);
    let variants = Punctuated::<Variant, Token![,]>::parse_terminated(&content)?;
    Ok((name, Declared::Enum(attributes, variants.into_iter().collect())))
}

/// Reads everything in `src` that `sent!` or `declared!` declares; the latter may leave out what is optional.
fn declarations() -> BTreeMap<String, (bool, Declared)> {
    let items = modules().into_iter().flat_map(|module| module.items);
    let declared = items.filter_map(|item| {
        let Item::Macro(item) = item else { return None };
        let may_leave_out = item.mac.path.is_ident("declared");
        if !may_leave_out && !item.mac.path.is_ident("sent") {
            return None;
        }
        let (name, declared) = item.mac.parse_body_with(parse_declared).expect("what the macro takes");
        Some((name, (may_leave_out, declared)))
    });
    declared.collect()
}

/// Writes the types that the roots are made of, in the order of their names.
fn write_types(all: &BTreeMap<String, (bool, Declared)>, roots: &[&str]) -> String {
    let (mut written, mut open) = (BTreeMap::new(), roots.iter().map(|root| (*root).to_owned()).collect::<Vec<_>>());
    while let Some(name) = open.pop() {
        let Some((may_leave_out, declared)) = all.get(&name).filter(|_| !written.contains_key(&name)) else { continue };
        let mut writer = Writer { may_leave_out: *may_leave_out, used: Vec::new() };
        let text = writer.declaration(&name, declared);
        written.insert(name, text);
        open.append(&mut writer.used);
    }
    written.into_values().collect::<Vec<_>>().join("\n")
}

/// Writes a type, and notes which others it is made of.
struct Writer {
    may_leave_out: bool,
    used: Vec<String>,
}

impl Writer {
    fn declaration(&mut self, name: &str, declared: &Declared) -> String {
        match declared {
            Declared::Struct(attributes, fields) => {
                let fields = self.fields(fields, "  ");
                format!("{}export interface {name} {{\n{fields}}}\n", comment(attributes, ""))
            }
            Declared::Enum(attributes, variants) => {
                let variants: String = variants.iter().map(|variant| self.variant(variant)).collect();
                format!("{}export type {name} =\n{};\n", comment(attributes, ""), variants.trim_end())
            }
        }
    }

    fn fields(&mut self, fields: &[Field], indent: &str) -> String {
        let field = |field: &Field| {
            let name = field.ident.as_ref().map(Ident::to_string).unwrap_or_default();
            let of = self.type_of(&field.ty);
            let mark = if self.may_leave_out && of.ends_with(" | null") { "?" } else { "" };
            format!("{}{indent}{name}{mark}: {of};\n", comment(&field.attrs, indent))
        };
        fields.iter().map(field).collect()
    }

    fn variant(&mut self, Variant { attributes, slug, inside }: &Variant) -> String {
        let of = match inside {
            Inside::Nothing => format!("\"{slug}\""),
            Inside::One(of) => format!("{{ \"{slug}\": {} }}", self.type_of(of)),
            Inside::Fields(fields) if fields.is_empty() => format!("{{ \"{slug}\": {{}} }}"),
            Inside::Fields(fields) => format!("{{\n    \"{slug}\": {{\n{}    }};\n  }}", self.fields(fields, "      ")),
        };
        format!("{}  | {of}\n", comment(attributes, "  "))
    }

    /// Returns the type that a value has in JSON.
    fn type_of(&mut self, of: &Type) -> String {
        match of {
            Type::Reference(reference) => self.type_of(&reference.elem),
            Type::Slice(slice) => list_of(&self.type_of(&slice.elem)),
            Type::Tuple(tuple) => {
                let types: Vec<String> = tuple.elems.iter().map(|of| self.type_of(of)).collect();
                format!("[{}]", types.join(", "))
            }
            Type::Path(path) => {
                let last = path.path.segments.last().expect("a type has a name");
                let inner = match &last.arguments {
                    PathArguments::AngleBracketed(inner) => inner.args.first(),
                    _ => None,
                };
                let inner = match inner {
                    Some(GenericArgument::Type(inner)) => self.type_of(inner),
                    _ => String::new(),
                };
                self.named(&last.ident.to_string(), &inner)
            }
            _ => panic!("a type that no message has"),
        }
    }

    fn named(&mut self, name: &str, inner: &str) -> String {
        match name {
            "Option" => format!("{inner} | null"),
            "Vec" => list_of(inner),
            "String" | "str" | "PlatformId" => "string".into(),
            "bool" => "boolean".into(),
            "u8" | "u16" | "u32" | "u64" | "usize" => "number".into(),
            _ => {
                self.used.push(name.to_owned());
                name.to_owned()
            }
        }
    }
}

fn list_of(of: &str) -> String {
    if of.contains(" | ") { format!("({of})[]") } else { format!("{of}[]") }
}

/// Returns the documentation of an item as a comment on a line of its own.
fn comment(attributes: &[Attribute], indent: &str) -> String {
    let lines: Vec<String> = attributes.iter().filter_map(doc_line).collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!("{indent}/** {} */\n", lines.join(" ").replace("`None`", "`null`"))
    }
}

fn doc_line(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    }
}

#[test]
fn content_scripts_are_checked_with_the_types_of_the_core() {
    let expected = HEADER.to_owned() + "\n" + &write_types(&declarations(), &ROOTS);
    let found = fs::read_to_string(DECLARATIONS).unwrap_or_default();
    let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("messages.d.ts");
    fs::write(&fresh, &expected).unwrap();
    assert!(found == expected, "A message has changed: cp {} {DECLARATIONS}", fresh.display());
}

#[test]
fn types_follow_their_declarations() {
    let source = "declared! {
        /// An
        /// example.
        pub enum Example { /// Ends.
            \"end\" End, \"go\" Go { pub far: Option<Vec<u8>>, }, \"to\" To(Part), }
    }
    sent! { struct Part { pairs: &'static [(String, bool)], maybe: Option<Other>, } }";
    let mut all = BTreeMap::new();
    for item in syn::parse_file(source).unwrap().items {
        let Item::Macro(item) = item else { unreachable!() };
        let (name, declared) = item.mac.parse_body_with(parse_declared).unwrap();
        all.insert(name, (item.mac.path.is_ident("declared"), declared));
    }
    let expected = "/** An example. */\nexport type Example =\n  /** Ends. */\n  | \"end\"\n  | {\n    \"go\": {\n      \
                    far?: number[] | null;\n    };\n  }\n  | { \"to\": Part };\n\nexport interface Part {\n  \
                    pairs: [string, boolean][];\n  maybe: Other | null;\n}\n";
    assert_eq!(write_types(&all, &["Example"]), expected);
}
