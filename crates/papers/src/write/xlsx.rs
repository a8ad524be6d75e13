//! A [`Workbook`] as the bytes of an xlsx file: the same bytes for the same workbook.
//!
//! Text is always written as text, never as a formula; what a spreadsheet might take for one
//! when the cell is edited gets the quote prefix as well.

use std::borrow::Cow;
use std::collections::HashMap;

use rust_xlsxwriter as xlsx;
use xlsx::{
    ChartFont, ChartLegendPosition, ChartPoint, ChartSolidFill, ChartType, ConditionalFormatCell,
    ConditionalFormatCellRule, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle,
    DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    Image, ObjectMovement, XlsxError,
};

use super::csv::is_formula;
use domain::text::visible;
use domain::workbook::{
    Chart, ChartKind, Column, Entry, Item, LineStyle, Shown, WorkSheet, Workbook,
};

/// The last row that gets drop-downs and colours below a table that people add to.
const SPARE_ROWS: u32 = 200;
/// A sheet has no more breaks between pages (Excel).
const MOST_BREAKS: usize = 1_023;
/// The height of a row with a picture, in points.
const PICTURE_HEIGHT: u32 = 120;
/// The width of a sheet that is only read, in characters.
const READING_WIDTH: f64 = 78.0;

/// Makes the file.
///
/// # Errors
/// When the workbook breaks a limit of the format, such as a sheet name that is too long.
pub fn bytes(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = xlsx::Workbook::new();
    let day = workbook.date;
    let made = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(2000),
        u8::try_from(day.month()).unwrap_or(1),
        u8::try_from(day.day()).unwrap_or(1),
    )?;
    file.set_properties(
        &DocProperties::new()
            .set_title(visible(&workbook.title))
            .set_author(visible(&workbook.author))
            .set_creation_datetime(&made),
    );
    let looks = Looks::new();
    for sheet in &workbook.sheets {
        let page = file.add_worksheet();
        Page {
            sheet,
            out: page,
            looks: &looks,
        }
        .fill(&workbook.title)?;
    }
    file.save_to_buffer()
}

/// The formats that all sheets share.
struct Looks {
    title: Format,
    heading: Format,
    text: Format,
    column: Format,
    entry_column: Format,
}

impl Looks {
    fn new() -> Self {
        let column = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Left)
            .set_indent(1)
            .set_align(FormatAlign::VerticalCenter)
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color("#0B5D56");
        Self {
            title: Format::new()
                .set_bold()
                .set_font_size(16)
                .set_font_color("#0B5D56"),
            heading: Format::new()
                .set_bold()
                .set_font_size(12)
                .set_font_color("#0B5D56"),
            text: Format::new()
                .set_font_color("#404040")
                .set_align(FormatAlign::Top),
            entry_column: column
                .clone()
                .set_background_color("#F2C14E")
                .set_font_color("#000000"),
            column: column
                .set_background_color("#0B5D56")
                .set_font_color("#FFFFFF"),
        }
    }
}

/// One sheet on its way into the file.
struct Page<'a, 'b> {
    sheet: &'a WorkSheet,
    out: &'b mut xlsx::Worksheet,
    looks: &'a Looks,
}

impl Page<'_, '_> {
    fn fill(&mut self, title: &str) -> Result<(), XlsxError> {
        let sheet = self.sheet;
        self.out.set_name(&sheet.name)?;
        self.out.set_hidden(sheet.hidden);
        if let Some(tab) = sheet.tab {
            self.out.set_tab_color(tab);
        }
        // A chart below the table belongs on the same page.
        let pages_high = u16::from(sheet.charts.iter().any(|chart| chart.at.1 == 0));
        self.out
            .set_paper_size(9)
            .set_print_fit_to_pages(1, pages_high);
        self.out.set_footer(format!(
            "&L{} – {}&R&P / &N",
            plain(title),
            plain(&sheet.name)
        ));
        if sheet.landscape {
            self.out.set_landscape();
        }
        self.out.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
        if let Some(columns) = sheet.printed_columns {
            let last_row = self.top() + self.row_count() + sheet.blank_rows;
            self.out
                .set_print_area(0, 0, last_row, columns.saturating_sub(1))?;
        }
        if !sheet.page_breaks.is_empty() {
            // A break stands above a row; the headings are repeated by themselves.
            let below = self.top() + 1;
            let breaks: Vec<u32> = sheet
                .page_breaks
                .iter()
                .filter_map(|at| u32::try_from(*at).ok())
                .map(|at| below + at)
                .take(MOST_BREAKS)
                .collect();
            self.out.set_page_breaks(&breaks)?;
        }
        if sheet.hidden {
            return self.lists();
        }
        self.lines()?;
        if sheet.columns.is_empty() {
            self.out.set_column_width(0, READING_WIDTH)?;
            self.out.set_screen_gridlines(false);
        } else {
            self.headings()?;
            self.rows()?;
            self.entries()?;
            self.colours()?;
        }
        for chart in &sheet.charts {
            self.chart(chart)?;
        }
        Ok(())
    }

    /// A hidden sheet holds rows for drop-downs and nothing else.
    fn lists(&mut self) -> Result<(), XlsxError> {
        let format = Format::new();
        for (row, items) in (0..).zip(&self.sheet.rows) {
            for (at, item) in (0..).zip(items) {
                write_item(self.out, (row, at), item, &format)?;
            }
        }
        Ok(())
    }

    /// The row (from 0) of the headings.
    fn top(&self) -> u32 {
        match self.sheet.lines.len() {
            0 => 0,
            lines => count(lines) + 1,
        }
    }

    fn row_count(&self) -> u32 {
        count(self.sheet.rows.len())
    }

    /// The last row (from 0) that people fill in.
    fn last_entry_row(&self) -> u32 {
        self.top() + self.row_count() + self.sheet.blank_rows.max(SPARE_ROWS)
    }

    fn lines(&mut self) -> Result<(), XlsxError> {
        let only_read = self.sheet.columns.is_empty();
        for (row, line) in (0..).zip(&self.sheet.lines) {
            let look = match line.style {
                LineStyle::Title => &self.looks.title,
                LineStyle::Heading => &self.looks.heading,
                LineStyle::Text => &self.looks.text,
            };
            if line.style == LineStyle::Title {
                self.out.set_row_height(row, 26)?;
            } else if line.style == LineStyle::Heading {
                self.out.set_row_height(row, 24)?;
            }
            if only_read && line.style == LineStyle::Text {
                self.out.write_string_with_format(
                    row,
                    0,
                    visible(&line.text),
                    &look.clone().set_text_wrap(),
                )?;
                self.height(row, lines_in(&line.text, READING_WIDTH))?;
            } else {
                self.out
                    .write_string_with_format(row, 0, visible(&line.text), look)?;
            }
        }
        Ok(())
    }

    fn headings(&mut self) -> Result<(), XlsxError> {
        let top = self.top();
        for (at, column) in columns(&self.sheet.columns) {
            let look = if column.entry.is_some() {
                &self.looks.entry_column
            } else {
                &self.looks.column
            };
            self.out
                .write_string_with_format(top, at, visible(&column.heading), look)?;
            self.out.set_column_width(at, column.width)?;
            if column.hidden {
                self.out.set_column_hidden(at)?;
            }
        }
        self.out.set_row_height(top, 30)?;
        let last_column = count16(self.sheet.columns.len()).saturating_sub(1);
        let last_row = top + self.row_count().max(1);
        self.out.set_freeze_panes(top + 1, 0)?;
        self.out.autofilter(top, 0, last_row, last_column)?;
        self.out.set_repeat_rows(top, top)?;
        Ok(())
    }

    fn rows(&mut self) -> Result<(), XlsxError> {
        let first = self.top() + 1;
        let mut formats: HashMap<Style, Format> = HashMap::new();
        for (at, row) in (0..).zip(&self.sheet.rows) {
            let total = self.sheet.total_rows.contains(&at);
            for ((column_at, column), item) in columns(&self.sheet.columns).zip(row) {
                let style = Style::of(column, item, total);
                let format = formats.entry(style).or_insert_with(|| style.format());
                let cell = (first + at, column_at);
                write_item(self.out, cell, item, format)?;
                if let Item::Picture(shown) = item {
                    self.picture(cell, column.width, shown)?;
                }
            }
            let lines = columns(&self.sheet.columns)
                .zip(row)
                .map(|((_, column), item)| match item {
                    Item::Text(text) if column.wrap => lines_in(text, column.width),
                    Item::Picture(_) => PICTURE_HEIGHT / 15,
                    Item::Text(_)
                    | Item::Empty
                    | Item::Count(_)
                    | Item::Change(_)
                    | Item::Share(_)
                    | Item::Date(_) => 1,
                })
                .max();
            self.height(first + at, lines.unwrap_or(1))?;
        }
        self.blank_rows(first)
    }

    /// A picture within its cell, that moves along when the rows are sorted.
    fn picture(
        &mut self,
        (row, column): (u32, u16),
        width: f64,
        shown: &Shown,
    ) -> Result<(), XlsxError> {
        let room = (f64_to_count(width) * 7, PICTURE_HEIGHT * 4 / 3);
        let picture = Image::new_from_buffer(&shown.bytes)?
            .set_scale_to_size(room.0.saturating_sub(8), room.1.saturating_sub(8), true)
            .set_alt_text(shown.says.as_str())
            .set_object_movement(ObjectMovement::MoveAndSizeWithCells);
        self.out
            .insert_image_with_offset(row, column, &picture, 4, 4)
            .map(|_| ())
    }

    /// Room for so many lines; one line keeps the height that the program chooses.
    fn height(&mut self, row: u32, lines: u32) -> Result<(), XlsxError> {
        let least = self.sheet.row_height.unwrap_or(0);
        if lines > 1 || least > 15 {
            self.out
                .set_row_height(row, (lines * 15 + 2).max(least).min(400))?;
        }
        Ok(())
    }

    /// Empty rows that are ruled, so that people see where to write.
    fn blank_rows(&mut self, first: u32) -> Result<(), XlsxError> {
        let from = first + self.row_count();
        for row in from..from + self.sheet.blank_rows {
            for (at, column) in columns(&self.sheet.columns) {
                if column.entry.is_some() {
                    let format = Style::of(column, &Item::Empty, false).format();
                    self.out.write_blank(row, at, &format)?;
                }
            }
        }
        Ok(())
    }

    fn entries(&mut self) -> Result<(), XlsxError> {
        let (first, last) = (self.top() + 1, self.last_entry_row());
        for (at, column) in columns(&self.sheet.columns) {
            match &column.entry {
                None | Some(Entry::Text) => {}
                Some(Entry::Date) => {
                    let rule =
                        DataValidationRule::GreaterThan(ExcelDateTime::from_ymd(2000, 1, 1)?);
                    let dates = DataValidation::new()
                        .allow_date(rule)
                        .set_error_style(DataValidationErrorStyle::Warning);
                    self.out.add_data_validation(first, at, last, at, &dates)?;
                }
                Some(Entry::OneOf(words)) => {
                    let choices = DataValidation::new()
                        .allow_list_strings(words)?
                        .set_error_style(DataValidationErrorStyle::Warning);
                    self.out
                        .add_data_validation(first, at, last, at, &choices)?;
                }
                Some(Entry::Row {
                    sheet,
                    row,
                    entries,
                }) => {
                    let end = xlsx::utility::column_number_to_name(entries.saturating_sub(1));
                    let formula = format!("'{sheet}'!$A${row}:${end}${row}");
                    let choices = DataValidation::new()
                        .allow_list_formula(Formula::new(formula))
                        .set_error_style(DataValidationErrorStyle::Warning);
                    self.out
                        .add_data_validation(first, at, last, at, &choices)?;
                }
                Some(Entry::ListRow {
                    sheet,
                    row_column,
                    rows,
                }) => {
                    // The number of the row with the entries stands in this row itself, and how
                    // many there are in column A of that row: sorting moves both along.
                    let row = format!(
                        "${}{}",
                        xlsx::utility::column_number_to_name(*row_column),
                        first + 1
                    );
                    let formula = format!(
                        "OFFSET('{sheet}'!$B$1,{row}-1,0,1,INDEX('{sheet}'!$A$1:$A${},{row}))",
                        (*rows).max(1)
                    );
                    let last = (first + self.row_count()).saturating_sub(1).max(first);
                    let choices = DataValidation::new()
                        .allow_list_formula(Formula::new(formula))
                        .set_error_style(DataValidationErrorStyle::Warning);
                    self.out
                        .add_data_validation(first, at, last, at, &choices)?;
                }
                Some(Entry::Code { sheet, rows }) => {
                    let cell =
                        format!("${}{}", xlsx::utility::column_number_to_name(at), first + 1);
                    let code =
                        format!("SUBSTITUTE(SUBSTITUTE(UPPER({cell}),\"-\",\"\"),\" \",\"\")");
                    let known = format!("COUNTIF('{sheet}'!$A$1:$A${},{code})", (*rows).max(1));
                    for (test, behind) in [(">0", "#CDEBDD"), ("=0", "#F6C9BF")] {
                        let rule = ConditionalFormatFormula::new()
                            .set_rule(format!("=AND(LEN({cell})>0,{known}{test})").as_str())
                            .set_format(Format::new().set_background_color(behind));
                        self.out
                            .add_conditional_format(first, at, last, at, &rule)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn colours(&mut self) -> Result<(), XlsxError> {
        let (first, last) = (self.top() + 1, self.last_entry_row());
        for colouring in &self.sheet.colours {
            let Some(at) = self.column(colouring.column) else {
                continue;
            };
            let rule = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::EqualTo(colouring.text.clone()))
                .set_format(
                    Format::new()
                        .set_background_color(colouring.behind)
                        .set_font_color(colouring.ink),
                );
            self.out
                .add_conditional_format(first, at, last, at, &rule)?;
        }
        Ok(())
    }

    fn column(&self, key: &str) -> Option<u16> {
        columns(&self.sheet.columns)
            .find(|(_, column)| column.key == key)
            .map(|(at, _)| at)
    }

    fn chart(&mut self, chart: &Chart) -> Result<(), XlsxError> {
        let name = self.sheet.name.as_str();
        let first = self.top() + 1;
        let rows = (first + chart.rows.0, first + chart.rows.1);
        let Some(categories) = self.column(chart.categories) else {
            return Ok(());
        };
        let mut drawn = xlsx::Chart::new(match chart.kind {
            ChartKind::BarsTo100 => ChartType::BarPercentStacked,
            ChartKind::Stacked => ChartType::ColumnStacked,
            ChartKind::Lines => ChartType::Line,
            ChartKind::Ring => ChartType::Doughnut,
        });
        for (key, colour) in &chart.series {
            let Some(at) = self.column(key) else { continue };
            let heading = columns(&self.sheet.columns)
                .find(|(_, column)| column.key == *key)
                .map(|(_, column)| column.heading.clone())
                .unwrap_or_default();
            let series = drawn.add_series();
            series
                .set_name(heading.as_str())
                .set_categories((name, rows.0, categories, rows.1, categories))
                .set_values((name, rows.0, at, rows.1, at));
            if chart.points.is_empty() {
                if chart.kind == ChartKind::Lines {
                    series.set_format(xlsx::ChartLine::new().set_color(*colour).set_width(2.25));
                } else {
                    series
                        .set_format(ChartSolidFill::new().set_color(*colour))
                        .set_gap(40);
                }
            } else {
                let points: Vec<ChartPoint> = chart
                    .points
                    .iter()
                    .map(|colour| {
                        ChartPoint::new().set_format(
                            xlsx::ChartFormat::new()
                                .set_solid_fill(ChartSolidFill::new().set_color(*colour)),
                        )
                    })
                    .collect();
                series.set_points(&points);
            }
        }
        if matches!(chart.kind, ChartKind::Stacked | ChartKind::Lines) {
            // Dates as words: one place for every measurement, however far apart.
            drawn
                .x_axis()
                .set_text_axis(true)
                .set_num_format("dd-mm-yyyy");
        }
        drawn.title().set_name(chart.title.as_str());
        let mut font = ChartFont::new();
        font.set_size(12);
        drawn.title().set_font(&font);
        drawn.legend().set_position(ChartLegendPosition::Bottom);
        if chart.kind == ChartKind::BarsTo100 {
            // The first row of the table on top, as people read it.
            drawn.x_axis().set_reverse();
        }
        drawn
            .set_width(chart.size.0)
            .set_height(chart.size.1)
            .set_alt_text(chart.title.as_str());
        self.out.insert_chart(chart.at.0, chart.at.1, &drawn)?;
        Ok(())
    }
}

/// What decides the look of a cell; few enough to make each format once.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Style {
    entry: bool,
    wrap: bool,
    total: bool,
    quoted: bool,
    number: Number,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Number {
    Text,
    Count,
    Change,
    Share,
    Date,
}

impl Style {
    fn of(column: &Column, item: &Item, total: bool) -> Self {
        let number = match item {
            Item::Empty if column.entry == Some(Entry::Date) => Number::Date,
            Item::Empty | Item::Text(_) | Item::Picture(_) => Number::Text,
            Item::Count(_) => Number::Count,
            Item::Change(_) => Number::Change,
            Item::Share(_) => Number::Share,
            Item::Date(_) => Number::Date,
        };
        Self {
            entry: column.entry.is_some(),
            wrap: column.wrap,
            total,
            quoted: matches!(item, Item::Text(text) if is_formula(text)),
            number,
        }
    }

    fn format(self) -> Format {
        let mut format = Format::new()
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Hair)
            .set_border_bottom_color("#B8BEC4");
        if self.entry {
            format = format.set_background_color("#FFF8E1");
        }
        if self.wrap {
            format = format.set_text_wrap();
        }
        if self.total {
            format = format.set_bold().set_border_top(FormatBorder::Thin);
        }
        if self.quoted {
            format = format.set_quote_prefix();
        }
        match self.number {
            // Text in a cell that people fill in must stay text: `12-2` is no date.
            Number::Text if self.entry => format.set_num_format("@").set_indent(1),
            Number::Text => format.set_align(FormatAlign::Left).set_indent(1),
            Number::Count => format.set_num_format("#,##0"),
            Number::Change => format.set_num_format("+#,##0;-#,##0;0"),
            Number::Share => format.set_num_format("0.0%"),
            Number::Date => format
                .set_num_format("dd-mm-yyyy")
                .set_align(FormatAlign::Left)
                .set_indent(1),
        }
    }
}

fn write_item(
    page: &mut xlsx::Worksheet,
    (row, column): (u32, u16),
    item: &Item,
    format: &Format,
) -> Result<(), XlsxError> {
    match item {
        Item::Empty | Item::Picture(_) => page.write_blank(row, column, format)?,
        Item::Text(text) => page.write_string_with_format(row, column, shortened(text), format)?,
        Item::Count(count) => page.write_number_with_format(row, column, number(*count), format)?,
        Item::Change(change) => {
            let size = number(change.unsigned_abs());
            let value = if *change < 0 { -size } else { size };
            page.write_number_with_format(row, column, value, format)?
        }
        Item::Share(share) if share.whole == 0 => {
            page.write_string_with_format(row, column, "–", format)?
        }
        Item::Share(share) => page.write_number_with_format(
            row,
            column,
            number(share.part) / number(share.whole),
            format,
        )?,
        Item::Date(date) => {
            let day = ExcelDateTime::from_ymd(
                u16::try_from(date.year()).unwrap_or(1900),
                u8::try_from(date.month()).unwrap_or(1),
                u8::try_from(date.day()).unwrap_or(1),
            )?;
            page.write_datetime_with_format(row, column, &day, format)?
        }
    };
    Ok(())
}

/// How many lines a text takes in a column of so many characters: words are not broken.
fn lines_in(text: &str, width: f64) -> u32 {
    let room = f64_to_count(width * 0.85);
    text.split('\n')
        .map(|line| {
            let (mut lines, mut used) = (1, 0);
            for word in line.split(' ') {
                let len = count(word.chars().count());
                if used > 0 && used + 1 + len > room {
                    lines += 1;
                    used = 0;
                }
                used += len + u32::from(used > 0);
                lines += used.saturating_sub(1) / room;
                used = if used > room { used % room } else { used };
            }
            lines
        })
        .sum()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the width of a column: a small positive number"
)]
fn f64_to_count(width: f64) -> u32 {
    (width as u32).max(1)
}

/// A cell holds at most 32,767 characters.
fn shortened(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if text.len() <= 32_767 {
        return text;
    }
    Cow::Owned(text.chars().take(32_000).chain(['…']).collect())
}

/// A spreadsheet knows only floats; counts of homes are exact in them up to 2⁵³.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of homes are far below 2^53"
)]
fn number(count: u64) -> f64 {
    count as f64
}

/// Text in a header or footer: `&` would start a code.
fn plain(text: &str) -> String {
    text.replace('&', "&&")
}

fn columns(columns: &[Column]) -> impl Iterator<Item = (u16, &Column)> {
    (0..).zip(columns)
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn count16(len: usize) -> u16 {
    u16::try_from(len).unwrap_or(u16::MAX)
}
