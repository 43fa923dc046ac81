use super::{Import, ImportedRow, clean, slug};

/// One name a line; lines that are empty or begin with `#` are passed over.
pub(super) fn read(file: &str, text: &str) -> Import {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let rows = lines.filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (id, name) = (slug(line), clean(line));
        let source = file.to_owned();
        (!id.is_empty()).then(|| ImportedRow { id, name, source, ..ImportedRow::default() })
    });
    Import { rows: rows.collect(), ..Import::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_a_row_of_each_name() {
        let import = read("names.txt", "# our list\nRamón Díaz\n\nLos Tres | Cuatro\n---\n");
        let rows: Vec<_> = import.rows.iter().map(|r| (&*r.id, &*r.name)).collect();
        assert_eq!(rows, [("ramon-diaz", "Ramón Díaz"), ("los-tres-cuatro", "Los Tres / Cuatro")]);
    }
}
