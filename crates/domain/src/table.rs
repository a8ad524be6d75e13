//! A plain table on its way to a CSV file.

/// A table whose rows are made while they are written.
pub struct Table<'a> {
    /// The file's name, `rows.csv`.
    pub file: &'static str,
    /// The literal column names.
    pub columns: Vec<String>,
    /// The rows, as long as `columns`.
    pub rows: Box<dyn Iterator<Item = Vec<String>> + Send + 'a>,
}

impl std::fmt::Debug for Table<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table")
            .field("file", &self.file)
            .field("columns", &self.columns)
            .finish_non_exhaustive()
    }
}
